/** The link of what is open, made anew as the choices change; the last choice wins. */
import { useEffect, useState } from "react";
import type { StoreApi } from "zustand";
import type { Problem } from "../../platform/results.ts";
import type { LinkPart } from "../../project/share-link/share-link.ts";
import type { Coldstart } from "../../store/intents.ts";
import { asProblem } from "../../store/problem.ts";
import { liveRun } from "../../store/shown-run.ts";
import type { ClassResult, Classroom, Setup } from "../../store/state.ts";
import { useStoreApi } from "../shared/store-context.tsx";
import { type Additions, boundedRows, MOST_RUN_ROWS, NO_ADDITIONS, type ShareOptions, setupToShare } from "./share-setup.ts";

export interface ShareChoice {
  readonly options: ShareOptions;
  /** "" is none. */
  readonly password: string;
  /** In place of the set-up's own, where given. */
  readonly classroom?: Classroom | undefined;
  readonly result?: ClassResult | undefined;
}

export interface MadeLink {
  readonly fragment: string;
  readonly additions: Additions & { readonly rowsLeftOut: number };
  /** Absent until they are measured. */
  readonly parts?: readonly LinkPart[];
}

export interface ShareLink {
  readonly made?: MadeLink;
  readonly problem?: Problem;
  /** What is shown is not the last choice yet. */
  readonly busy: boolean;
}

/** `setup`: as it is when the dialog opens; what is typed meanwhile is not in it. */
export function useShareLink(setup: Setup, choice: ShareChoice): ShareLink {
  const store = useStoreApi();
  const [link, setLink] = useState<ShareLink>({ busy: true });
  const key = JSON.stringify(choice);
  useEffect(() => {
    let gone = false;
    const show = (next: ShareLink) => {
      if (!gone) setLink(next);
    };
    setLink((before) => ({ ...before, busy: true }));
    void makeLink(store, setup, JSON.parse(key) as ShareChoice, show).catch((reason: unknown) =>
      show({ problem: asProblem(reason), busy: false }),
    );
    return () => {
      gone = true;
    };
  }, [store, setup, key]);
  return link;
}

async function makeLink(
  store: StoreApi<Coldstart>,
  setup: Setup,
  { options, password, classroom, result }: ShareChoice,
  show: (link: ShareLink) => void,
): Promise<void> {
  const { encodeLink, linkParts } = await import("../../project/share-link/share-link.ts");
  const additions = await additionsOf(store.getState(), options);
  const shared = {
    ...setupToShare(setup, options, additions),
    ...(classroom ? { classroom } : {}),
    ...(result ? { result } : {}),
  };
  const fragment = await encodeLink(shared, { password });
  show({ made: { fragment, additions }, busy: false });
  show({ made: { fragment, additions, parts: await linkParts(shared) }, busy: false });
}

async function additionsOf(state: Coldstart, { withRows, withRun }: ShareOptions): Promise<MadeLink["additions"]> {
  const rows = withRows ? await rowsNow(state) : { rows: NO_ADDITIONS.rows, leftOut: 0 };
  const run = withRun ? liveRun(state) : undefined;
  const { compactRun } = run ? await import("../../metrics/run-file/compact-run.ts") : {};
  return { rows: rows.rows, rowsLeftOut: rows.leftOut, run: run && compactRun?.(run, MOST_RUN_ROWS) };
}

async function rowsNow({ services }: Pick<Coldstart, "services">): Promise<ReturnType<typeof boundedRows>> {
  const { unmarshallItem } = await import("../../platform/services/tables/attribute-values.ts");
  type Item = Parameters<typeof unmarshallItem>[0];
  return boundedRows(
    services.tables.map(({ name, items }) => ({ name, items: items.map((item) => ({ ...unmarshallItem(item as Item) })) })),
  );
}
