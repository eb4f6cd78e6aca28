/** Back from a set-up that somebody shared to what was open before. Theirs is put aside: it can be had back for a while. */
import type { StoreApi } from "zustand";
import type { Coldstart } from "../../store/intents.ts";

export async function keepMine({ getState }: StoreApi<Coldstart>): Promise<void> {
  const { shared, intents } = getState();
  const { projects } = intents;
  if (!shared || !projects) return;
  await projects.list();
  const theirs = getState().projects?.openId;
  // One that nobody changed was never saved: a new one is as good.
  await (shared.before === undefined ? projects.create() : projects.open(shared.before).catch(projects.create));
  if (theirs !== undefined) await projects.remove(theirs);
}
