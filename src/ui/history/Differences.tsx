/** Two states of a function side by side: settings and files that differ, change by change, and each file's way back. */
import { type KeyboardEvent, type ReactNode, useMemo, useRef } from "react";
import { changesBetween } from "../../project/history/entry-changes.ts";
import type { HashedFunction } from "../../project/history/history-entry.ts";
import type { ProjectFunction } from "../../project/schema.ts";
import { lockOf } from "../../store/locked-files.ts";
import { findFunction } from "../../store/selectors.ts";
import { useAttempt } from "../shared/attempt.ts";
import { Icon } from "../shared/Icon.tsx";
import { useColdstart, useIntents } from "../shared/store-context.tsx";
import { useMediaQuery } from "../shared/useMediaQuery.ts";
import { FileDiff } from "./FileDiff.tsx";
import { countLines, lineDiff } from "./line-diff.ts";

interface DifferencesProps {
  readonly before: ProjectFunction | undefined;
  readonly after: ProjectFunction;
  readonly sides: readonly [string, string];
  /** Which entries of the history the two are; undefined is what is open, or nothing. */
  readonly beforeId: string | undefined;
  readonly afterId: string | undefined;
  readonly onDone: () => void;
  /** Chooses what is compared. */
  readonly compare: ReactNode;
}

export function Differences({ before, after, sides, beforeId, afterId, onDone, compare }: DifferencesProps) {
  const split = useMediaQuery("(min-width: 1100px)");
  const place = useRef<HTMLDivElement>(null);
  const changes = useMemo(() => changesBetween(before && asHashed(before), asHashed(after)), [before, after]);
  const files = useMemo(() => {
    const pair = (was: string | undefined, is: string | undefined, word: string) => {
      const stretches = lineDiff(was === undefined ? undefined : before?.files[was], is === undefined ? undefined : after.files[is]);
      return { was, is, path: is ?? was ?? "", word, stretches, counts: countLines(stretches) };
    };
    return [
      ...changes.changed.map((path) => pair(path, path, "changed")),
      ...changes.added.map((path) => pair(undefined, path, "added")),
      ...changes.removed.map((path) => pair(path, undefined, "removed")),
      ...changes.moved.map(({ from, to }) => pair(from, to, `was ${from}`)),
    ];
  }, [changes, before, after]);
  /** The file as the shown state has it; one that was removed, as it was before. */
  const older = (was: string | undefined, is: string | undefined) => {
    if (afterId !== undefined && is !== undefined) return { entryId: afterId, path: is, text: after.files[is] };
    return beforeId === undefined || was === undefined ? undefined : { entryId: beforeId, path: was, text: before?.files[was] };
  };

  const step = (by: 1 | -1) => place.current && focusChange(place.current, by);
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { n: 1, p: -1 }[event.key.toLowerCase()];
    if (by === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    step(by === 1 ? 1 : -1);
  };
  return (
    <>
      <div className="hist-steps">
        {compare}
        <span className="grow" />
        <button type="button" className="ib" aria-label="Previous change" aria-keyshortcuts="P" onClick={() => step(-1)}>
          <Icon name="chevron-left" />
          <span className="hist-words">
            Previous change <kbd>P</kbd>
          </span>
        </button>
        <button type="button" className="ib" aria-label="Next change" aria-keyshortcuts="N" onClick={() => step(1)}>
          <span className="hist-words">
            Next change <kbd>N</kbd>
          </span>
          <Icon name="chevron-right" />
        </button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and its keys go from change to change */}
      <section ref={place} className="hist-files" aria-label="Differences" tabIndex={0} onKeyDown={onKeyDown}>
        {files.length + changes.settings.length === 0 && <p className="quiet">Nothing differs.</p>}
        {changes.settings.length > 0 && (
          <dl className="hist-settings">
            {changes.settings.map(({ name, before: was, after: is }) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>
                  <del>{was ?? "not set"}</del> <ins>{is ?? "not set"}</ins>
                </dd>
              </div>
            ))}
          </dl>
        )}
        {/* Folds are of the two that are compared. */}
        {files.map(({ path, is, was, word, stretches, counts }) => (
          <section key={`${path} ${sides.join(" ")}`} className="hist-file" aria-label={`${path}, ${word}`}>
            <header>
              <h4 className="mono">{path}</h4>
              <span className="muted">{word}</span>
              <span className="hist-counts mono">
                +{counts.added} −{counts.removed}
              </span>
              <span className="grow" />
              <BringFile older={older(was, is)} functionName={after.name} onDone={onDone} />
            </header>
            {was !== is && was !== undefined && is !== undefined ? (
              <p className="hist-note">The same text under another name.</p>
            ) : (
              <FileDiff label={`Lines of ${path}`} stretches={stretches} split={split} sides={sides} />
            )}
          </section>
        ))}
      </section>
    </>
  );
}

interface BringFileProps {
  readonly older: { readonly entryId: string; readonly path: string; readonly text: string | undefined } | undefined;
  readonly functionName: string;
  readonly onDone: () => void;
}

function BringFile({ older, functionName, onDone }: BringFileProps) {
  const path = older?.path;
  const open = useColdstart((state) => (path === undefined ? undefined : findFunction(state, functionName)?.files[path]));
  const isThere = useColdstart((state) => findFunction(state, functionName) !== undefined);
  const lock = useColdstart((state) => (path === undefined ? undefined : lockOf(state, { functionName, path })));
  const { versions } = useIntents();
  const attempt = useAttempt();
  if (!older || path === undefined || !isThere || lock !== undefined || open === older.text) return null;
  return (
    <button
      type="button"
      className="btn"
      onClick={() =>
        attempt(async () => {
          await versions?.bringBack(older.entryId, { path });
          onDone();
        })
      }
    >
      Bring back {path}
    </button>
  );
}

function focusChange(place: HTMLElement, by: 1 | -1): void {
  const changes = [...place.querySelectorAll<HTMLElement>("[data-change]")];
  const current = changes.findIndex((each) => each.contains(document.activeElement));
  const next = changes.at(current < 0 ? (by === 1 ? 0 : -1) : (current + by) % changes.length);
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

/** A text is as good as its hash where both are at hand. */
export function asHashed({ files, ...settings }: ProjectFunction): HashedFunction {
  return { ...settings, hashes: files };
}
