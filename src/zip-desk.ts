/** Zips out and in. What reads and writes them comes with the first one. */
import type { StoreApi } from "zustand";
import type { StoredProject } from "./host/storage.ts";
import { parseProject } from "./project/schema.ts";
import type { Setup } from "./project/setup/setup.ts";
import type { Keeper } from "./project-keeper.ts";
import { sayNotes } from "./reading-notes.ts";
import type { Coldstart, ShelfIntents } from "./store/intents.ts";
import { ProblemError, valueOrThrow } from "./store/problem.ts";
import { parseSavedWork } from "./store/saved-state.ts";
import { setupOf } from "./store/setup-of.ts";
import { counted } from "./ui/shared/counted.ts";
import { fileName } from "./ui/shared/save-file.ts";

export interface ZipDeskOptions {
  readonly keeper: Pick<Keeper, "openId" | "storage" | "flush" | "makeWay" | "handedOut">;
  readonly download: (name: string, content: Blob) => void;
  readonly nowMs: () => number;
}

const SHOWN_NAMES = 5;

export function createZipDesk(store: StoreApi<Coldstart>, { keeper, download, nowMs }: ZipDeskOptions) {
  const setupToZip = async (id: string): Promise<Setup> => {
    const stored = await keeper.storage()?.readProject(id);
    if (!stored)
      throw new ProblemError({ code: "no-such-project", message: "This project is not here any more.", remedy: "Choose another." });
    return setupOfStored(stored);
  };

  return {
    async exportZip(id) {
      const isOpen = id === undefined || id === keeper.openId();
      const { zipOfSetup } = await import("./project/zip/write-zip.ts");
      const setup = isOpen ? setupOf(store.getState()) : await setupToZip(id);
      const now = new Date(nowMs());
      const name = fileName(setup.project.name, "zip", now);
      download(name, new Blob([zipOfSetup(setup, now.getTime())], { type: "application/zip" }));
      if (isOpen) keeper.handedOut();
      const secrets = Object.keys(setup.project.secrets).length;
      if (secrets === 0) return;
      const text = `${name} holds ${counted(secrets, "secret")} as typed.`;
      store.getState().intents.notify("info", text, "Give it only to those who may read them.");
    },

    async importZip(file) {
      const [{ setupOfZip }, { MAX_ZIP_BYTES, tooLarge }] = await Promise.all([
        import("./project/zip/read-zip.ts"),
        import("./project/zip/zip-directory.ts"),
      ]);
      // Before it is in memory.
      if (file.size > MAX_ZIP_BYTES) throw new ProblemError(tooLarge());
      const { setup, notRead, notes } = valueOrThrow(setupOfZip(await bytesOf(file)));
      await keeper.makeWay();
      const { intents } = store.getState();
      intents.openSetup(setup, { from: "zip" });
      sayNotes(intents, notes);
      await keeper.flush();
      if (notRead.length === 0) return;
      const more = notRead.length - SHOWN_NAMES;
      const names = `${notRead.slice(0, SHOWN_NAMES).join(", ")}${more > 0 ? ` and ${counted(more, "more file")}` : ""}`;
      intents.notify("info", `Not read, as they belong to no function: ${names}.`);
    },
  } satisfies Pick<ShelfIntents, "exportZip" | "importZip">;
}

async function bytesOf(file: Blob): Promise<Uint8Array> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    const message = "The browser could not read this file.";
    throw new ProblemError({
      code: "zip-unreadable",
      message,
      remedy: "Choose the zip itself, not a folder, and one that is on this machine.",
    });
  }
}

function setupOfStored({ project, work }: StoredProject): Setup {
  const { drafts, savedEvents, load, settings, bill, lesson, classroom, classResult } = parseSavedWork(work);
  return {
    ...{ project: valueOrThrow(parseProject(project)), drafts, savedEvents },
    ...(load ? { load } : {}),
    ...(settings ? { settings } : {}),
    ...(bill ? { bill } : {}),
    ...(lesson ? { lesson: lesson.id } : {}),
    ...(classroom ? { classroom } : {}),
    ...(classResult ? { result: classResult } : {}),
  };
}
