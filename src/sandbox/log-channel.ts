/**
 * Carries log lines to the page: at once while they are few, in batches when they are many, and not at all beyond the
 * bound, when they are only counted. A loop that never ends has still sent what it printed.
 */
import { LOG_CHARS_PER_INVOCATION, LOG_LINE_CHARS, LOG_LINES_PER_INVOCATION } from "../protocol/bounds.ts";
import type { WireLevel, WireLogLine } from "../protocol/from-container.ts";
import { nowMs } from "./primordials.ts";

const SENT_AT_ONCE = 50;
const BATCH_LINES = 500;
const BATCH_MS = 25;

export interface LogChannel {
  write(stream: WireLogLine["stream"], text: string, level?: WireLevel): void;
  flush(): void;
  /** A new invocation has its own bound. */
  restart(): void;
}

export function createLogChannel(send: (lines: readonly WireLogLine[], dropped: number) => void, platformNowMs: () => number): LogChannel {
  let batch: WireLogLine[] = [];
  let lines = 0;
  let chars = 0;
  let dropped = 0;
  let droppedSent = 0;
  let sentAtMs = 0;

  const flush = () => {
    if (batch.length === 0 && dropped === droppedSent) return;
    send(batch, dropped);
    batch = [];
    droppedSent = dropped;
    sentAtMs = nowMs();
  };

  return {
    write(stream, text, level) {
      if (lines >= LOG_LINES_PER_INVOCATION || chars >= LOG_CHARS_PER_INVOCATION) {
        dropped += 1;
        return;
      }
      const cut = text.length > LOG_LINE_CHARS ? text.slice(0, LOG_LINE_CHARS) : text;
      lines += 1;
      chars += cut.length;
      batch[batch.length] =
        level === undefined ? { atMs: platformNowMs(), stream, text: cut } : { atMs: platformNowMs(), stream, text: cut, level };
      if (lines <= SENT_AT_ONCE || batch.length >= BATCH_LINES || nowMs() - sentAtMs > BATCH_MS) flush();
    },
    flush,
    restart() {
      flush();
      lines = 0;
      chars = 0;
      dropped = 0;
      droppedSent = 0;
    },
  };
}
