/** What was just put in: each file's way, and what to do about one that failed. */
import { formatBytes } from "../shared/format.ts";
import { Icon } from "../shared/Icon.tsx";
import type { Upload, Uploads } from "./use-uploads.ts";

const WORDS: Readonly<Record<Upload["state"], string>> = {
  waiting: "waits",
  reading: "is being stored",
  stored: "stored",
  failed: "not stored",
};
/** A folder of a thousand files is one line, its failures in full. */
const MOST_LISTED = 6;

export function UploadList({ uploads: { list, clear } }: { uploads: Uploads }) {
  if (list.length === 0) return null;
  const stored = list.filter(({ state }) => state === "stored").length;
  const failed = list.filter(({ state }) => state === "failed");
  const going = list.filter(({ state }) => state === "reading" || state === "waiting");
  const listed = [...failed, ...going, ...list.filter(({ state }) => state === "stored")].slice(0, Math.max(MOST_LISTED, failed.length));
  return (
    <section className="uploads" aria-label="Uploads">
      <div className="uploads-head">
        <span role="status">
          {stored} of {list.length} stored{failed.length > 0 && `, ${failed.length} failed`}
        </span>
        <progress max={list.length} value={stored + failed.length} aria-label="Files that are done" />
        <span className="grow" />
        {going.length === 0 && (
          <button type="button" className="ib icon" aria-label="Hide the uploads" onClick={clear}>
            <Icon name="close" size={14} />
          </button>
        )}
      </div>
      <ul>
        {listed.map(({ id, key, sizeBytes, state, problem }) => (
          <li key={id} className={state === "failed" ? "bad" : undefined}>
            <span className="mono nm" title={key}>
              {key}
            </span>
            <span className="muted">{formatBytes(sizeBytes)}</span>
            <span>{WORDS[state]}</span>
            {problem !== undefined && <p className="field-wrong">{problem}</p>}
          </li>
        ))}
      </ul>
      {listed.length < list.length && <p className="muted">and {list.length - listed.length} more</p>}
    </section>
  );
}
