/** One entry of the history: what it changed, or how it differs from what is open; and the way back to it. */
import { useState } from "react";
import { changesBetween } from "../../project/history/entry-changes.ts";
import { isVersion } from "../../project/history/history-entry.ts";
import type { ProjectFunction } from "../../project/schema.ts";
import { lockOf } from "../../store/locked-files.ts";
import { findFunction } from "../../store/selectors.ts";
import { useAttempt } from "../shared/attempt.ts";
import { formatBytes } from "../shared/format.ts";
import { Icon } from "../shared/Icon.tsx";
import { Segmented } from "../shared/Segmented.tsx";
import { useColdstart, useIntents } from "../shared/store-context.tsx";
import { asHashed, Differences } from "./Differences.tsx";
import { dayName, entryTitle, timeOfDay } from "./entry-words.ts";
import type { ListedEntry } from "./history-list.ts";
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
