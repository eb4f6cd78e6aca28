/** Folders and objects at one place of a bucket. */
import type { ObjectView } from "../../platform/services/services-view.ts";
import { counted } from "../shared/counted.ts";
import { formatBytes } from "../shared/format.ts";
import { Icon } from "../shared/Icon.tsx";
import type { Folder } from "./folders.ts";
import { formatMoment } from "./words.ts";

interface ObjectTableProps {
  prefix: string;
  folders: readonly Folder[];
  objects: readonly ObjectView[];
  selected: ReadonlySet<string>;
  looked: string | undefined;
  onSelect: (keys: ReadonlySet<string>) => void;
  onOpenFolder: (prefix: string) => void;
  onLook: (key: string) => void;
}

export function ObjectTable(props: ObjectTableProps) {
  const { prefix, folders, objects, selected, looked, onSelect, onOpenFolder, onLook } = props;
  const all = objects.length > 0 && objects.every(({ key }) => selected.has(key));
  const toggle = (key: string) => {
    const next = new Set(selected);
    if (!next.delete(key)) next.add(key);
    onSelect(next);
  };
  if (folders.length + objects.length === 0) return <p className="quiet">Nothing is in {prefix || "here"}.</p>;
  return (
    <table className="tbl objects">
      <thead>
        <tr>
          <th className="objects-check">
            <input
              type="checkbox"
              aria-label="Select all here"
              checked={all}
              disabled={objects.length === 0}
              onChange={() => onSelect(all ? new Set() : new Set(objects.map(({ key }) => key)))}
            />
          </th>
          <th>Key</th>
          <th className="num">Size</th>
          <th className="wide-only">Type</th>
          <th className="wide-only">ETag</th>
          <th className="wide-only">Modified</th>
        </tr>
      </thead>
      <tbody>
        {folders.map(({ name, prefix: to, count, sizeBytes }) => (
          <tr key={to}>
            <td />
            <td>
              <button type="button" className="objects-key" onClick={() => onOpenFolder(to)}>
                <Icon name="chevron-right" size={14} />
                <span className="mono">{name}</span>
              </button>
            </td>
            <td className="num">{formatBytes(sizeBytes)}</td>
            <td className="muted wide-only" colSpan={3}>
              {counted(count, "object")}
            </td>
          </tr>
        ))}
        {objects.map(({ key, sizeBytes, contentType, etag, lastModifiedMs }) => (
          <tr key={key} className={key === looked ? "on" : undefined}>
            <td className="objects-check">
              <input type="checkbox" aria-label={`Select ${key}`} checked={selected.has(key)} onChange={() => toggle(key)} />
            </td>
            <td>
              <button type="button" className="objects-key" aria-pressed={key === looked} title={key} onClick={() => onLook(key)}>
                <Icon name="file" size={14} />
                <span className="mono">{key.slice(prefix.length) || key}</span>
              </button>
            </td>
            <td className="num">{formatBytes(sizeBytes)}</td>
            <td className="muted wide-only">{contentType}</td>
            <td className="muted mono wide-only" title={etag}>
              {etag.replaceAll('"', "").slice(0, 8)}
            </td>
            <td className="muted wide-only">{formatMoment(lastModifiedMs)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
