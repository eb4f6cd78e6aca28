/** The request that is chosen, in full, wherever a view has room for it. Nothing where none is, or the run has it not. */
import { useMemo } from "react";
import type { ObservedRun } from "../../../metrics/history/observed-run.ts";
import { useColdstart } from "../../shared/store-context.tsx";
import { type FoundRequest, findRequest } from "./find-request.ts";
import { RequestDetail } from "./RequestDetail.tsx";

export function SelectedRequest({ run }: { run: ObservedRun }) {
  const found = useSelectedRequest(run);
  return found ? <RequestDetail run={run} {...found} /> : null;
}

export function useSelectedRequest(run: ObservedRun): FoundRequest | undefined {
  const selectedId = useColdstart((state) => state.selectedAttemptId);
  return useMemo(() => (selectedId === undefined ? undefined : findRequest(run, selectedId)), [run, selectedId]);
}
