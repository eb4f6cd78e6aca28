/** Versions and edits of the open project: what its functions were, and the way back. */
import { type KeyboardEvent, useMemo, useState } from "react";
import { isVersion } from "../../project/history/history-entry.ts";
import { HISTORY_BOUNDS } from "../../project/history/thin-history.ts";
import type { VersionsView } from "../../store/state.ts";
import { counted } from "../shared/counted.ts";
import { Dialog } from "../shared/Dialog.tsx";
import { useColdstart } from "../shared/store-context.tsx";
import { EntryDetail } from "./EntryDetail.tsx";
import { changeSummary, entryTitle, timeOfDay } from "./entry-words.ts";
import { byDay, type ListedEntry, listed } from "./history-list.ts";
import type { LineCounts } from "./line-diff.ts";
import { useLineCounts } from "./use-definitions.ts";
import "./history.css";

export function HistoryDialog({ onClose }: { onClose: () => void }) {
  const versions = useColdstart((state) => state.versions);
  return (
    <Dialog title="History" onClose={onClose}>
      <div className="hist">
        {!versions ? (
          <p className="quiet">Loading.</p>
        ) : versions.entries.length === 0 ? (
          <NothingYet />
        ) : (
          <History versions={versions} onDone={onClose} />
        )}
        {versions?.keptIn === "memory" && (
          <p className="hist-note field-wrong">This browser takes nothing more: what is new here lasts as long as this tab.</p>
        )}
      </div>
    </Dialog>
  );
}

function NothingYet() {
  return (
    <div className="quiet">
      <h3>Nothing to go back to yet</h3>
      <p>
        Each deploy is kept here as a version. What you type is kept some seconds after you stop, and before a file goes. A reload ends the
        editor’s undo; it does not end this.
      </p>
    </div>
  );
}

function History({ versions: { entries }, onDone }: { readonly versions: VersionsView; readonly onDone: () => void }) {
  const activeFunction = useColdstart((state) => state.activeFunction);
  const names = useMemo(() => [...new Set(entries.map(({ functionName }) => functionName))], [entries]);
  const [only, setOnly] = useState(() => (names.length > 1 && names.includes(activeFunction) ? activeFunction : ""));
  const list = useMemo(() => listed(entries, only === "" ? undefined : only), [entries, only]);
  const [chosenId, setChosenId] = useState<string>();
  const chosen = list.find(({ entry }) => entry.id === chosenId) ?? list[0];
  return (
    <>
      <div className="hist-side">
        {names.length > 1 && (
          <label className="hist-filter">
            Function
            <select value={only} onChange={(event) => setOnly(event.target.value)}>
              <option value="">All</option>
              {names.map((name) => (
                <option key={name}>{name}</option>
              ))}
            </select>
          </label>
        )}
        <EntryList list={list} chosen={chosen} named={only === "" && names.length > 1} onChoose={setChosenId} />
        <p className="hist-note">
          Numbers go on across reloads. All edits of the last hour are kept, then one an hour, after a day one a day; at most{" "}
          {counted(HISTORY_BOUNDS.versions, "version")} and {counted(HISTORY_BOUNDS.edits, "edit")}.
        </p>
      </div>
      {chosen && <EntryDetail key={chosen.entry.id} shown={chosen} onDone={onDone} />}
    </>
  );
}

interface EntryListProps {
  readonly list: readonly ListedEntry[];
  readonly chosen: ListedEntry | undefined;
  readonly named: boolean;
  readonly onChoose: (id: string) => void;
}

function EntryList({ list, chosen, named, onChoose }: EntryListProps) {
  const counts = useLineCounts(list);
  const days = useMemo(() => byDay(list, Date.now()), [list]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys move the focus between the buttons within
    <div className="hist-list" onKeyDown={(event) => moveFocus(event, onChoose)}>
      {days.map(({ name, entries }) => (
        <section key={name} aria-label={name}>
          <h3>{name}</h3>
          <ul>
            {entries.map((each) => (
              <li key={each.entry.id}>
                <EntryRow
                  listed={each}
                  lines={counts.get(each.entry.id)}
                  chosen={each === chosen}
                  named={named}
                  onChoose={() => onChoose(each.entry.id)}
                />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

interface EntryRowProps {
  readonly listed: ListedEntry;
  readonly lines: LineCounts | undefined;
  readonly chosen: boolean;
  /** Says whose it is. */
  readonly named: boolean;
  readonly onChoose: () => void;
}

function EntryRow({ listed: { entry, changes, newest }, lines, chosen, named, onChoose }: EntryRowProps) {
  const deployed = useColdstart((state) => newest && state.deployments[entry.functionName]?.deployedDefinition !== undefined);
  return (
    <button
      type="button"
      className={isVersion(entry) ? "hist-entry version" : "hist-entry"}
      aria-current={chosen}
      tabIndex={chosen ? 0 : -1}
      data-entry={entry.id}
      onClick={onChoose}
    >
      <i className={isVersion(entry) ? "sd" : "sd hollow"} />
      <span className="hist-title">
        {named && <span className="muted">{entry.functionName} </span>}
        {entryTitle(entry, changes)}
        {deployed && <span className="badge">deployed</span>}
      </span>
      <time className="muted" dateTime={new Date(entry.atMs).toISOString()}>
        {isVersion(entry) && <span className="visually-hidden">deployed </span>}
        {timeOfDay(entry.atMs)}
      </time>
      <span className="hist-sum muted">{changeSummary(changes, lines)}</span>
    </button>
  );
}

function moveFocus(event: KeyboardEvent<HTMLElement>, onChoose: (id: string) => void): void {
  const step = { ArrowDown: 1, ArrowUp: -1, Home: Number.NEGATIVE_INFINITY, End: Number.POSITIVE_INFINITY }[event.key];
  if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-entry]")];
  const at = rows.findIndex((row) => row.matches(":focus"));
  const next = rows[Math.min(rows.length - 1, Math.max(0, at + step))];
  if (at < 0 || !next) return;
  event.preventDefault();
  next.focus();
  if (next.dataset.entry !== undefined) onChoose(next.dataset.entry);
}
