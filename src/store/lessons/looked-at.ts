/** What a person looks at, in the words that checks use. */
import type { Look } from "../../lessons/checks.ts";
import type { State } from "../state.ts";

type Shown = Pick<State, "view" | "observe" | "selectedContainerId" | "selectedAttemptId" | "openService">;

export function looksOf({ view, observe, selectedContainerId, selectedAttemptId, openService }: Shown): readonly Look[] {
  return [
    view,
    ...(view === "observe" ? [observe.tab] : []),
    ...(selectedContainerId === undefined ? [] : (["container"] as const)),
    ...(selectedAttemptId === undefined ? [] : (["request"] as const)),
    // The editor makes way for it in Build only.
    ...(openService && view === "build" ? [openService.kind] : []),
  ];
}

export function looksTheSame(a: Shown, b: Shown): boolean {
  return (
    a.view === b.view &&
    a.observe.tab === b.observe.tab &&
    a.selectedContainerId === b.selectedContainerId &&
    a.selectedAttemptId === b.selectedAttemptId &&
    a.openService === b.openService
  );
}
