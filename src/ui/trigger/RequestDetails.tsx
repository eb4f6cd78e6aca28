/** The parts of a request below its line, one tab each; beside them the saved ones and those sent before. */
import { lazy, Suspense, useState } from "react";
import type { ProjectFunction } from "../../project/schema.ts";
import { eventText } from "../../store/draft-request.ts";
import { activeDefinition, activeDraft, savedEventsOf } from "../../store/selectors.ts";
import type { RequestDraft } from "../../store/state.ts";
import { useColdstart, useIntents } from "../shared/store-context.tsx";
import { TabPanel, Tabs } from "../shared/Tabs.tsx";
import { BodyEditor } from "./BodyEditor.tsx";
import { chosenTrigger } from "./chosen-trigger.ts";
import { HeaderRows } from "./HeaderRows.tsx";
import { HistoryList } from "./HistoryList.tsx";
import { JsonEditor } from "./JsonEditor.tsx";
import { QueryRows } from "./QueryRows.tsx";
import { queryRows } from "./query-rows.ts";
import { ReceivedEvent } from "./ReceivedEvent.tsx";
import { SavedList } from "./SavedList.tsx";

const TriggerSettings = lazy(() => import("./TriggerSettings.tsx").then((module) => ({ default: module.TriggerSettings })));

type Detail = "settings" | "query" | "headers" | "body" | "receives" | "event" | "saved" | "history";

/** Texts need room: the load, which is below, moves down for them. */
const TALL: ReadonlySet<Detail> = new Set(["settings", "body", "receives", "event"]);

interface DetailsProps {
  shownId: number | undefined;
  onPick: (exchangeId: number) => void;
}

export function RequestDetails({ shownId, onPick }: DetailsProps) {
  const draft = useColdstart(activeDraft);
  const saved = useColdstart(savedEventsOf).length;
  const sent = useColdstart((state) => state.history.length);
  const [chosen, setChosen] = useState<Detail>();
  const hasSettings = useColdstart((state) => hasOwnAddress(activeDefinition(state), draft));
  const options = tabsFor(draft, hasSettings, saved, sent);
  const value = options.find((option) => option.value === chosen)?.value ?? options[0]?.value ?? "history";

  return (
    <div className={TALL.has(value) ? "request-details tall" : "request-details"}>
      <div className="request-tabs">
        <Tabs label="Parts of the request" idPrefix="request" value={value} options={options} onChange={setChosen} />
      </div>
      <TabPanel idPrefix="request" value={value} className="request-detail">
        {value === "settings" && (
          <Suspense fallback={<p className="request-note">The form is loading.</p>}>
            <TriggerSettings />
          </Suspense>
        )}
        {value === "query" && <QueryRows />}
        {value === "headers" && <HeaderRows />}
        {value === "body" && <BodyEditor />}
        {value === "receives" && <ReceivedEvent />}
        {value === "event" && <EventEditor />}
        {value === "saved" && <SavedList />}
        {value === "history" && <HistoryList shownId={shownId} onPick={onPick} />}
      </TabPanel>
    </div>
  );
}

const SETTINGS = { value: "settings", label: "Settings", title: "When it fires, and with what" } as const;

/** A request to the function's own address has the settings of that address beside it. */
const hasOwnAddress = (definition: ProjectFunction | undefined, draft: RequestDraft) =>
  draft.mode === "http" && definition !== undefined && chosenTrigger(definition, draft) !== undefined;

function tabsFor({ mode, trigger, target, headers, body }: RequestDraft, hasSettings: boolean, saved: number, sent: number) {
  const counted = (word: string, count: number) => (count === 0 ? word : `${word} ${count}`);
  const common = [
    { value: "saved", label: counted("Saved", saved), title: "Test events of this function" },
    { value: "history", label: counted("History", sent), title: "What was asked before" },
  ] as const;
  if (mode === "event" && trigger !== undefined) {
    const testEvent = { value: "event", label: "Test event", title: "What the function receives" } as const;
    return [SETTINGS, testEvent, ...common];
  }
  if (mode === "event") return [{ value: "event", label: "Event JSON" } as const, ...common];
  const sentHeaders = headers.filter(({ enabled, name }) => enabled && name.trim() !== "").length;
  return [
    ...(hasSettings ? [SETTINGS] : []),
    { value: "query", label: counted("Query", queryRows(target).length) },
    { value: "headers", label: counted("Headers", sentHeaders) },
    { value: "body", label: body === "" ? "Body" : "Body •" },
    { value: "receives", label: "Receives", title: "What the function receives" },
    ...common,
  ] as const;
}

function EventEditor() {
  const draft = useColdstart(activeDraft);
  const { editDraft } = useIntents();
  const { trigger, events } = draft;
  return (
    <>
      {trigger !== undefined && <p className="request-note">What the function receives, in full. Edit it, save it, send it.</p>}
      <JsonEditor
        label="Event JSON"
        value={eventText(draft)}
        isJson
        onChange={(next) => editDraft(trigger === undefined ? { event: next } : { events: { ...events, [trigger]: next } })}
      />
    </>
  );
}
