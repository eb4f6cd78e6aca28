/** One message in its lane: how it begins, and how long it stays there. */
import type { MessageView } from "../../platform/services/services-view.ts";
import { hiddenShare, receiveWords, timeWords } from "./queue-lanes.ts";

interface MessageTileProps {
  message: MessageView;
  nowMs: number;
  visibilityTimeoutMs: number;
  maxReceiveCount: number | undefined;
  open: boolean;
  onOpen: () => void;
}

const SHOWN_CHARS = 120;

export function MessageTile({ message, nowMs, visibilityTimeoutMs, maxReceiveCount, open, onOpen }: MessageTileProps) {
  const { state, body, groupId, receiveCount } = message;
  const times = receiveWords(receiveCount, maxReceiveCount);
  return (
    <li>
      <button type="button" className={`message ${state}${open ? " on" : ""}`} aria-pressed={open} onClick={onOpen}>
        <span className="message-body mono">{body.replace(/\s+/g, " ").slice(0, SHOWN_CHARS) || "(empty)"}</span>
        <span className="message-about">
          {groupId !== undefined && <span className="mono">{groupId}</span>}
          <span>{times}</span>
          <span className="message-time">{timeWords(message, nowMs)}</span>
        </span>
        {state === "in-flight" && (
          <i
            className="message-hidden"
            style={{ width: `${hiddenShare(message, nowMs, visibilityTimeoutMs) * 100}%` }}
            aria-hidden="true"
          />
        )}
      </button>
    </li>
  );
}
