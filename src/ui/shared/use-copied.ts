/** Copies a text and remembers for a moment that it did; where the browser refuses the clipboard, a notice says so. */
import { useEffect, useState } from "react";
import { useAttempt } from "./attempt.ts";

const SAID_FOR_MS = 1_600;

export interface Copied {
  /** The text that was copied just now. */
  readonly copied: string | undefined;
  copy(text: string): void;
}

export function useCopied(): Copied {
  const attempt = useAttempt();
  const [copied, setCopied] = useState<string>();

  useEffect(() => {
    if (copied === undefined) return;
    const timer = setTimeout(() => setCopied(undefined), SAID_FOR_MS);
    return () => clearTimeout(timer);
  }, [copied]);

  return { copied, copy: (text) => attempt(() => navigator.clipboard.writeText(text).then(() => setCopied(text))) };
}
