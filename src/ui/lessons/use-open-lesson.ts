/** Opening a lesson from wherever it is named: its code comes with the first, and what cannot be had is said. */
import { useCallback } from "react";
import { lessonsOf } from "../../store/lessons/lessons-of.ts";
import { useAttempt } from "../shared/attempt.ts";
import { useStoreApi } from "../shared/store-context.tsx";

export function useOpenLesson(): (id: string) => void {
  const store = useStoreApi();
  const attempt = useAttempt();
  return useCallback((id) => attempt(async () => (await lessonsOf(store)).openLesson(id)), [store, attempt]);
}
