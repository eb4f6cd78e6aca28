/** What of the page is here for a time without a network, by part; gets the rest when asked. */
import { useEffect } from "react";
import type { OfflinePart, OfflineView, StorageRoom } from "../../store/state.ts";
import { Dialog } from "../shared/Dialog.tsx";
import { formatBytes } from "../shared/format.ts";
import { Icon } from "../shared/Icon.tsx";
import { useColdstart, useIntents } from "../shared/store-context.tsx";
import { isComplete, offlineSaid, opensOffline, partName, partState, sumOf } from "./offline-words.ts";
import "./offline.css";

export function OfflineDialog({ onClose }: { onClose: () => void }) {
  const view = useColdstart((state) => state.offline);
  const { offline } = useIntents();
  useEffect(() => void offline?.look(), [offline]);
  return (
    <Dialog title="Offline" onClose={onClose} footer={view && view.parts.length > 0 && <Actions view={view} />}>
      {view ? <Kept view={view} /> : <NotKept />}
    </Dialog>
  );
}

function Kept({ view }: { view: OfflineView }) {
  const { parts, network, problem, room } = view;
  const said = offlineSaid(view);
  return (
    <div className="offline">
      <div className="offline-said" role="status">
        {opensOffline(view) && <Icon name="check" size={20} />}
        <div>
          <h3>{said.head}</h3>
          <p>{said.text}</p>
          {network === "gone" && <p>There is no network now.</p>}
        </div>
      </div>
      {problem && view.filling === undefined && (
        <p className="field-wrong">
          {problem.message} {problem.remedy}
        </p>
      )}
      {parts.length > 0 && (
        <table className="tbl offline-parts">
          <caption className="visually-hidden">What is here, by part</caption>
          <thead>
            <tr>
              <th scope="col">Part</th>
              <th scope="col" className="num">
                Size
              </th>
              <th scope="col">In this browser</th>
            </tr>
          </thead>
          <tbody>
            {parts.map((part) => (
              <Part key={part.part} part={part} />
            ))}
          </tbody>
        </table>
      )}
      <p className="field-hint">
        Sizes as kept; on the way, files are compressed. What is not here comes when it is first used. Hosts that you let functions reach
        need a network, always.
      </p>
      {room && <p className="field-hint">{roomSaid(room)}</p>}
    </div>
  );
}

function Part({ part }: { part: OfflinePart }) {
  const { name, what } = partName(part.part);
  const state = partState(part);
  return (
    <tr>
      <th scope="row">
        <b>{name}</b>
        <span className="muted">{what}</span>
      </th>
      <td className="num">{formatBytes(part.bytes)}</td>
      <td>
        <span className={isComplete(part) ? "offline-here" : undefined}>{state}</span>
        <i className="offline-share" aria-hidden="true" style={{ "--share": part.keptBytes / part.bytes } as React.CSSProperties} />
      </td>
    </tr>
  );
}

function Actions({ view: { parts, filling, network } }: { view: OfflineView }) {
  const { offline } = useIntents();
  const { bytes, keptBytes } = sumOf(parts);
  const missingBytes = bytes - keptBytes;
  if (filling === "all") {
    return (
      <>
        <label className="offline-progress">
          <progress value={keptBytes} max={bytes} />
          <span>
            {formatBytes(keptBytes)} of {formatBytes(bytes)}
          </span>
        </label>
        <button type="button" className="btn" onClick={() => offline?.stop()}>
          Stop
        </button>
      </>
    );
  }
  if (missingBytes === 0) return null;
  return (
    <button type="button" className="btn pri" disabled={network === "gone"} onClick={() => offline?.getAll()}>
      Get all of it, {formatBytes(missingBytes)}
    </button>
  );
}

function roomSaid({ usedBytes, quotaBytes, kept }: StorageRoom): string {
  const used = `This page uses ${formatBytes(usedBytes)} of the ${formatBytes(quotaBytes)} that the browser allows, your projects included.`;
  const words = {
    persistent: "It is kept until you clear it.",
    "best-effort": "The browser may clear it when its disk runs short.",
    unknown: "",
  };
  return `${used} ${words[kept]}`;
}

/** Development, a private window, a page that is not secure; or the first seconds of a visit. */
function NotKept() {
  return (
    <div className="quiet">
      <h3>Nothing is kept for a time without a network</h3>
      <p>
        That is a service worker's work, and none looks after this page: it begins a moment after the page has opened, and never in a
        private window that bars it, over plain HTTP, or in <span className="mono">npm run dev</span>.
      </p>
    </div>
  );
}
