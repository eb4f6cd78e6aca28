/** A whole item as JSON: plain, or as DynamoDB writes it with the type of each attribute. */
import { useState } from "react";
import type { TableConfig } from "../../platform/services/services-config.ts";
import { type Item, marshallItem, unmarshallItem } from "../../platform/services/tables/attribute-values.ts";
import { isRecord } from "../../platform/triggers/parsed.ts";
import { checkJson } from "../../store/json-check.ts";
import { asProblem } from "../../store/problem.ts";
import { Dialog } from "../shared/Dialog.tsx";
import { Segmented } from "../shared/Segmented.tsx";
import { JsonEditor } from "../trigger/JsonEditor.tsx";
import { isPlain, itemOf } from "./cell-values.ts";
import { keyNames, keyText } from "./table-columns.ts";

type Mode = "plain" | "dynamodb";

const MODES = [
  { value: "plain", label: "Plain JSON" },
  { value: "dynamodb", label: "DynamoDB JSON" },
] as const;

interface ItemDialogProps {
  config: TableConfig;
  /** Undefined: a new one. */
  item: Item | undefined;
  onClose: () => void;
  onSave: (item: Item) => Promise<void>;
}

export function ItemDialog({ config, item: before, onClose, onSave }: ItemDialogProps) {
  const first = before ?? emptyItem(config);
  const [mode, setMode] = useState<Mode>(isPlain(first) ? "plain" : "dynamodb");
  const [text, setText] = useState(textOf(first, isPlain(first) ? "plain" : "dynamodb"));
  const [wrong, setWrong] = useState<string>();
  const item = itemIn(text, mode);
  const moved = before !== undefined && item !== undefined && keyText(before, config) !== keyText(item, config);

  const switchTo = (next: Mode) => {
    if (next === mode) return;
    if (item && next === "plain" && !isPlain(item)) {
      setWrong("It holds sets, bytes or long numbers, which plain JSON does not know. Keep DynamoDB JSON.");
      return;
    }
    if (item) setText(textOf(item, next));
    setWrong(undefined);
    setMode(next);
  };
  const save = async () => {
    if (!item) {
      const problem = checkJson(text);
      setWrong(problem ? `${problem.message} ${problem.remedy}` : "That is no item. Write an object: { … }.");
      return;
    }
    try {
      await onSave(item);
      onClose();
    } catch (reason) {
      const { message, remedy } = asProblem(reason);
      setWrong(`${message} ${remedy}`);
    }
  };

  return (
    <Dialog
      title={before ? `Item of ${config.name}` : `New item in ${config.name}`}
      onClose={onClose}
      footer={
        <>
          <button type="button" className="btn" onClick={onClose}>
            Cancel
          </button>
          <button type="button" className="btn pri" onClick={() => void save()}>
            {before && !moved ? "Save item" : "Put item"}
          </button>
        </>
      }
    >
      <div className="service-form">
        <span>
          <Segmented label="Written as" value={mode} options={MODES} onChange={switchTo} />
        </span>
        <div className="item-editor">
          <JsonEditor label="Item" value={text} isJson onChange={setText} />
        </div>
        <p className={moved ? "field-wrong" : "field-hint"} role="status">
          {moved
            ? "Its key is another one now: this puts a second item, and the first stays."
            : `An item with the same ${keyNames(config).join(" and ")} is replaced.`}
        </p>
        {wrong !== undefined && (
          <p className="field-wrong" role="alert">
            {wrong}
          </p>
        )}
      </div>
    </Dialog>
  );
}

function emptyItem({ partitionKey, partitionKeyType, sortKey, sortKeyType }: TableConfig): Item {
  const value = (type: TableConfig["sortKeyType"]) => (type === "N" ? { N: "1" } : type === "B" ? { B: "AQ==" } : { S: "a-1" });
  return { [partitionKey]: value(partitionKeyType), ...(sortKey !== undefined && { [sortKey]: value(sortKeyType) }) };
}

function textOf(item: Item, mode: Mode): string {
  return JSON.stringify(mode === "plain" ? unmarshallItem(item) : item, null, 2);
}

function itemIn(text: string, mode: Mode): Item | undefined {
  try {
    const data: unknown = JSON.parse(text);
    if (!isRecord(data)) return undefined;
    if (mode === "plain") return marshallItem(data);
    const item = itemOf(data);
    return Object.keys(item).length === Object.keys(data).length ? item : undefined;
  } catch {
    return undefined;
  }
}
