/** A table as a grid: its items edited in place, asked for by query or scan, and what its stream has seen. */
import { useMemo, useState } from "react";
import type { Json } from "../../platform/services/service-call.ts";
import type { TableConfig } from "../../platform/services/services-config.ts";
import type { Item } from "../../platform/services/tables/attribute-values.ts";
import { isRecord } from "../../platform/triggers/parsed.ts";
import { ProblemError } from "../../store/problem.ts";
import { ConfirmDialog } from "../shared/ConfirmDialog.tsx";
import { Icon } from "../shared/Icon.tsx";
import { useColdstart, useIntents } from "../shared/store-context.tsx";
import { CallSaid } from "./CallSaid.tsx";
import { itemOf } from "./cell-values.ts";
import { ItemDialog } from "./ItemDialog.tsx";
import { QueryBar } from "./QueryBar.tsx";
import { TableGrid } from "./TableGrid.tsx";
import { keyOf, keyText } from "./table-columns.ts";
import { ASK_ALL, jsonValues, type TableCall, type TableQuestion, tableCall } from "./table-query.ts";
import { useCall } from "./use-call.ts";
import "./table.css";
import { counted } from "../shared/counted.ts";

/** What was asked for, instead of what the table holds now. */
interface Answer {
  readonly call: TableCall;
  readonly items: readonly Item[];
  readonly scanned: number;
  readonly next: Json | undefined;
}

const NO_ITEMS: readonly Readonly<Record<string, unknown>>[] = [];

export function TablePane({ name }: { name: string }) {
  const config = useColdstart((state) => state.project.tables.find((each) => each.name === name));
  return config ? <OpenTable config={config} /> : null;
}

function OpenTable({ config }: { config: TableConfig }) {
  const { name } = config;
  const view = useColdstart((state) => state.services.tables.find((each) => each.name === name));
  const { callService } = useIntents();
  const call = useCall();
  const [answer, setAnswer] = useState<Answer>();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [dialog, setDialog] = useState<"new" | "delete" | Item>();
  const held = view?.items ?? NO_ITEMS;
  const live = useMemo(() => held.map(itemOf), [held]);
  const items = answer?.items ?? live;
  const itemCount = view?.itemCount ?? 0;

  const page = async (asked: TableCall, before: Answer | undefined) => {
    const input = before?.next === undefined ? asked.input : { ...asked.input, ExclusiveStartKey: before.next };
    const output = await callService({ service: "dynamodb", operation: asked.operation, input });
    const found = Array.isArray(output.Items) ? output.Items.filter(isRecord).map(itemOf) : [];
    const scanned = (before?.scanned ?? 0) + (typeof output.ScannedCount === "number" ? output.ScannedCount : found.length);
    setAnswer({ call: asked, items: [...(before?.items ?? []), ...found], scanned, next: output.LastEvaluatedKey });
  };
  const ask = (question: TableQuestion) =>
    call.run(async () => {
      const asked = tableCall(config, question);
      if (!asked.ok) throw new ProblemError(asked);
      setSelected(new Set());
      await page(asked.value, undefined);
      return "";
    });
  const more = () =>
    call.run(async () => {
      if (answer) await page(answer.call, answer);
      return "";
    });
  /** What was asked for is asked for again: the grid shows what is so after the change. */
  const change = async (operation: "PutItem" | "UpdateItem" | "DeleteItem", input: Record<string, Json>) => {
    await callService({ service: "dynamodb", operation, input: { TableName: name, ...input } });
    if (answer) await page(answer.call, undefined);
  };
  const remove = async () => {
    const gone = items.filter((item) => selected.has(keyText(item, config)));
    setSelected(new Set());
    for (const item of gone) await change("DeleteItem", { Key: jsonValues(keyOf(item, config)) });
  };
  const close = () => setDialog(undefined);

  return (
    <>
      <div className="service-bar">
        <button type="button" className="btn pri" onClick={() => setDialog("new")}>
          <Icon name="plus" size={14} />
          Add item
        </button>
        {selected.size > 0 && (
          <button type="button" className="btn" onClick={() => setDialog("delete")}>
            <Icon name="trash" size={14} />
            Delete {selected.size}
          </button>
        )}
        <span className="grow" />
        <span className="table-counts">
          <b>{itemCount.toLocaleString("en-US")}</b> {itemCount === 1 ? "item" : "items"},{" "}
          {config.stream === undefined ? "no stream" : `stream of ${config.stream.replaceAll("-", " ")}`},{" "}
          {counted(view?.changes ?? 0, "change")}
        </span>
      </div>
      <QueryBar config={config} busy={call.busy} asked={answer !== undefined} onAsk={ask} onClear={() => setAnswer(undefined)} />
      {answer && (
        <p className="table-answer" role="status">
          {counted(answer.items.length, "item")} found, {answer.scanned.toLocaleString("en-US")} read.
          {answer.next !== undefined && (
            <button type="button" className="lk" disabled={call.busy} onClick={() => void more()}>
              Load more
            </button>
          )}
        </p>
      )}
      <CallSaid said={call.said} />
      <div className="service-main">
        {items.length === 0 ? (
          <div className="quiet">
            <h3>{answer ? "Nothing fits." : "No items yet"}</h3>
            <p>
              {answer
                ? "Ask for another key, or take the filter away."
                : `Add one here, or let a function put it. Each has a ${config.partitionKey}; whatever else it holds is up to you.`}
            </p>
          </div>
        ) : (
          <TableGrid items={items} config={config} selected={selected} onSelect={setSelected} onOpen={setDialog} onChange={change} />
        )}
        {!answer && live.length < itemCount && (
          <p className="quiet">
            The first {live.length.toLocaleString("en-US")} of {itemCount.toLocaleString("en-US")} are shown.{" "}
            <button type="button" className="lk" onClick={() => void ask(ASK_ALL)}>
              Scan page by page
            </button>
          </p>
        )}
      </div>
      {dialog === "delete" && (
        <ConfirmDialog title={`Delete ${counted(selected.size, "item")}`} action="Delete" onClose={close} run={remove}>
          <p>
            Gone for good from {name}
            {config.stream === undefined ? "." : ", and each is a REMOVE in its stream."}
          </p>
        </ConfirmDialog>
      )}
      {dialog !== undefined && dialog !== "delete" && (
        <ItemDialog
          config={config}
          item={dialog === "new" ? undefined : dialog}
          onClose={close}
          onSave={(item) => change("PutItem", { Item: jsonValues(item) })}
        />
      )}
    </>
  );
}
