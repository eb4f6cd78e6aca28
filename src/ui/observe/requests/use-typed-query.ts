/**
 * The filter as it is being typed. Views read it a moment after the last key, so that typing stays quick over a million
 * rows; what changes it from elsewhere shows at once.
 */
import { useCallback, useEffect, useRef, useState } from "react";
import { useColdstart, useIntents } from "../../shared/store-context.tsx";

const READ_AFTER_MS = 150;

export interface TypedQuery {
  readonly text: string;
  type(text: string): void;
  /** Has it read now. */
  set(text: string): void;
}

export function useTypedQuery(): TypedQuery {
  const query = useColdstart((state) => state.observe.query);
  const { observe } = useIntents();
  const [typed, setTyped] = useState<string>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const set = useCallback(
    (text: string) => {
      clearTimeout(timer.current);
      timer.current = undefined;
      setTyped(undefined);
      observe({ query: text });
    },
    [observe],
  );
  const type = (text: string) => {
    setTyped(text);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => set(text), READ_AFTER_MS);
  };
  // Typed and not yet read, it would be lost with the field.
  useEffect(() => () => clearTimeout(timer.current), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another query from elsewhere is what counts
  useEffect(() => {
    clearTimeout(timer.current);
    setTyped(undefined);
  }, [query]);
  return { text: typed ?? query, type, set };
}
