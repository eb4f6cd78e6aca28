/** One entry of the history: what it changed, or how it differs from what is open; and the way back to it. */
import { type KeyboardEvent, type ReactNode, useMemo, useRef, useState } from "react";
import { changesBetween } from "../../project/history/entry-changes.ts";
import { type HashedFunction, isVersion } from "../../project/history/history-entry.ts";
import type { ProjectFunction } from "../../project/schema.ts";
import { lockOf } from "../../store/locked-files.ts";
import { findFunction } from "../../store/selectors.ts";
import { useAttempt } from "../shared/attempt.ts";
import { formatBytes } from "../shared/format.ts";
import { Icon } from "../shared/Icon.tsx";
import { Segmented } from "../shared/Segmented.tsx";
import { useColdstart, useIntents } from "../shared/store-context.tsx";
import { useMediaQuery } from "../shared/useMediaQuery.ts";
import { dayName, entryTitle, timeOfDay } from "./entry-words.ts";
import { FileDiff } from "./FileDiff.tsx";
import type { ListedEntry } from "./history-list.ts";
import { countLines, lineDiff } from "./line-diff.ts";
import { useDefinitions } from "./use-definitions.ts";

type Against = "before" | "open";

export function EntryDetail({ shown, onDone }: { readonly shown: ListedEntry; readonly onDone: () => void }) {
  const { entry, base } = shown;
  const read = useDefinitions([entry, base]);
  const open = useColdstart((state) => findFunction(state, entry.functionName));
  const [against, setAgainst] = useState<Against>("before");
  const older = read?.get(entry.id);
  const compares = open ? against : "before";
  return (
    <section className="hist-detail" aria-label={entryTitle(entry, shown.changes)}>
      <DetailHead shown={shown} older={older} open={open} onDone={onDone} />
      {!read ? (
        <p className="quiet">Reading.</p>
      ) : !older ? (
        <p className="quiet">The texts of this state are not there any more.</p>
      ) : (
        <Differences
          before={compares === "open" ? older : base && read.get(base.id)}
          after={compares === "open" && open ? open : older}
          sides={compares === "open" ? [entryTitle(entry, shown.changes), "Open now"] : [baseName(shown), entryTitle(entry, shown.changes)]}
          beforeId={compares === "open" ? entry.id : base?.id}
          afterId={compares === "open" ? undefined : entry.id}
          onDone={onDone}
          compare={
            open && (
              <Segmented
                label="Compare"
                value={compares}
                options={[
                  { value: "before", label: base ? `With ${lower(baseName(shown))}` : "As it was", title: "What it changed" },
                  { value: "open", label: "With what is open", title: "What has changed since" },
                ]}
                onChange={setAgainst}
              />
            )
          }
        />
      )}
    </section>
  );
}

function baseName({ base }: ListedEntry): string {
  if (!base) return "Nothing";
  return isVersion(base) ? `Version ${base.kept.number}` : `What was at ${timeOfDay(base.atMs)}`;
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

interface HeadProps {
  readonly shown: ListedEntry;
  readonly older: ProjectFunction | undefined;
  readonly open: ProjectFunction | undefined;
  readonly onDone: () => void;
}

function DetailHead({ shown, older, open, onDone }: HeadProps) {
  const { entry, changes } = shown;
  const lock = useColdstart((state) => lockOf(state, undefined));
  const [withTriggers, setWithTriggers] = useState(false);
  const { versions } = useIntents();
  const attempt = useAttempt();
  const same = older !== undefined && open !== undefined && isSame(older, open);
  const when = `${dayName(entry.atMs, Date.now())}, ${timeOfDay(entry.atMs)}`;
  return (
    <header className="hist-head">
      <div>
        <h3>
          {entryTitle(entry, changes)} <span className="hist-of muted">of {entry.functionName}</span>
        </h3>
        <p className="muted">
          {isVersion(entry) ? `Deployed ${lower(when)}, ${formatBytes(entry.kept.packageBytes)}` : when}
          {same && ". This is what is open."}
          {!open && ". The function is not in the project any more."}
        </p>
      </div>
      <span className="grow" />
      <label className="hist-triggers" title="Triggers and services stay as they are, unless you ask for the triggers">
        <input type="checkbox" checked={withTriggers} onChange={(event) => setWithTriggers(event.target.checked)} />
        Its triggers too
      </label>
      <button
        type="button"
        className="btn pri"
        disabled={!older || lock !== undefined || (same && !withTriggers)}
        onClick={() =>
          attempt(async () => {
            await versions?.bringBack(entry.id, { triggers: withTriggers });
            onDone();
          })
        }
      >
        <Icon name="restart" />
        Bring this back
      </button>
    </header>
  );
}

function isSame(a: ProjectFunction, b: ProjectFunction): boolean {
  const { added, removed, changed, moved, settings } = changesBetween(asHashed(a), asHashed(b));
  return added.length + removed.length + changed.length + moved.length + settings.length === 0;
}

/** A text is as good as its hash where both are at hand. */
function asHashed({ files, ...settings }: ProjectFunction): HashedFunction {
  return { ...settings, hashes: files };
}

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

function Differences({ before, after, sides, beforeId, afterId, onDone, compare }: DifferencesProps) {
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
