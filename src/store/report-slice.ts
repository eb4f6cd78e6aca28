/**
 * What the driver and storage report. Called up to twenty times a second under load, so a report changes only the
 * references of what is different: a panel whose part stayed the same is not drawn again.
 */
import type { ContainerSnapshot } from "../platform/container.ts";
import { defaultDraft } from "./default-draft.ts";
import { sameFields } from "./edited.ts";
import type { ReportIntents } from "./intents.ts";
import { keepNewest } from "./kept-invocations.ts";
import type { Reach } from "./reach.ts";
import type { PlatformView } from "./state.ts";

export function createReportSlice({ port, get, set }: Reach): ReportIntents {
  return {
    reportPlatform({ containers, totals, totalsByFunction, clock }) {
      const { platform } = get();
      const next: PlatformView = {
        ...platform,
        containers: keepSameContainers(platform.containers, containers),
        totals: keepSame(platform.totals, totals),
        totalsByFunction: keepSameEach(platform.totalsByFunction, totalsByFunction),
        clock: keepSame(platform.clock, clock),
      };
      if (!sameFields(platform, next)) set({ platform: next });
    },

    reportServices(services) {
      if (get().services !== services) set({ services });
    },

    reportInvocations(ended) {
      const { platform, invocations, invocationsDropped } = get();
      // What a reset or another project cut short may end after it, and is no part of what began then.
      const ours = ended.filter(({ arrivedAtMs }) => arrivedAtMs >= platform.startedAtMs);
      if (ours.length === 0) return;
      const kept = keepNewest({ items: invocations, dropped: invocationsDropped }, ours);
      set({ invocations: kept.items, invocationsDropped: kept.dropped, visited: true });
    },

    reportRun(run) {
      set({ run });
    },

    reportSandbox(sandbox, freezeMode) {
      const { platform } = get();
      set({ platform: { ...platform, sandbox, freezeMode: freezeMode ?? platform.freezeMode } });
    },

    reportSaving(saving) {
      if (get().saving !== saving) set({ saving });
    },

    restore({ page, work }) {
      if (page) {
        set(page);
        if (page.settings) port.configure(page.settings);
      }
      if (!work) return;
      const { functions } = get().project;
      const { shared, lesson, classroom, openedAs, classResult, load, settings, bill } = work;
      if (settings) port.configure(settings);
      set({
        ...{ shared, lesson, classroom, openedAs, classResult },
        ...(load ? { load: { draft: load } } : {}),
        ...(settings ? { settings } : {}),
        ...(bill ? { bill } : {}),
        drafts: Object.fromEntries(functions.map((each) => [each.name, work.drafts[each.name] ?? defaultDraft(each)])),
        savedEvents: work.savedEvents.filter(({ functionName }) => functions.some(({ name }) => name === functionName)),
        history: work.history,
      });
    },
  };
}

function keepSame<T extends object>(before: T, next: T): T {
  return sameFields(before, next) ? before : next;
}

function keepSameEach<T extends object>(
  before: Readonly<Record<string, T>>,
  next: Readonly<Record<string, T>>,
): Readonly<Record<string, T>> {
  const each = Object.entries(next).map(([name, value]) => {
    const known = before[name];
    return [name, known ? keepSame(known, value) : value] as const;
  });
  return keepSame(before, Object.fromEntries(each));
}

function keepSameContainers(before: readonly ContainerSnapshot[], next: readonly ContainerSnapshot[]): readonly ContainerSnapshot[] {
  const known = new Map(before.map((snapshot) => [snapshot.id, snapshot]));
  const kept = next.map((snapshot) => keepSame(known.get(snapshot.id) ?? snapshot, snapshot));
  return kept.length === before.length && kept.every((snapshot, place) => snapshot === before[place]) ? before : kept;
}
