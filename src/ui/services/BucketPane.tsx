/** A bucket: files dropped or chosen go in; what is in it is listed by folder, looked at, taken out again. */
import { type DragEvent, useId, useRef, useState } from "react";
import type { BucketView } from "../../platform/services/services-view.ts";
import { formatBytes } from "../shared/format.ts";
import { Icon } from "../shared/Icon.tsx";
import { useColdstart, useIntents } from "../shared/store-context.tsx";
import { DeleteObjectsDialog } from "./DeleteObjectsDialog.tsx";
import { crumbsOf, folderPrefix, listFolder } from "./folders.ts";
import { ObjectPreview } from "./ObjectPreview.tsx";
import { ObjectTable } from "./ObjectTable.tsx";
import { chosenFiles, droppedFiles } from "./picked-files.ts";
import { TextObjectDialog } from "./TextObjectDialog.tsx";
import { UploadList } from "./UploadList.tsx";
import { useUploads } from "./use-uploads.ts";
import "./bucket.css";
import { counted } from "../shared/counted.ts";

const EMPTY: Omit<BucketView, "name"> = { objects: [], objectCount: 0, sizeBytes: 0 };

export function BucketPane({ name }: { name: string }) {
  const view = useColdstart((state) => state.services.buckets.find((each) => each.name === name)) ?? EMPTY;
  const { notify } = useIntents();
  const uploads = useUploads(name);
  const [prefix, setPrefix] = useState("");
  const [target, setTarget] = useState<string>();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [looked, setLooked] = useState<string>();
  const [dropping, setDropping] = useState(false);
  const [dialog, setDialog] = useState<"text" | readonly string[]>();
  const input = useRef<HTMLInputElement>(null);
  const targetId = useId();
  const { folders, objects } = listFolder(view.objects, prefix);
  const shown = view.objects.find(({ key }) => key === looked);
  const into = folderPrefix(target ?? prefix);
  const open = (next: string) => {
    setPrefix(next);
    setTarget(undefined);
    setSelected(new Set());
  };

  const drop = (event: DragEvent) => {
    if (event.dataTransfer.items.length === 0) return;
    event.preventDefault();
    setDropping(false);
    droppedFiles(event.dataTransfer).then(
      (files) => uploads.start(files, into),
      () => notify("error", "What was dropped could not be read.", "Drop it once more, or use Choose files."),
    );
  };

  return (
    // The keyboard has "Choose files": dropping is the mouse's way.
    // biome-ignore lint/a11y/noStaticElementInteractions: see above
    <div
      className="service-body bucket"
      data-dropping={dropping}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes("Files")) return;
        event.preventDefault();
        setDropping(true);
      }}
      onDragLeave={(event) => {
        const to = event.relatedTarget;
        if (!(to instanceof Node && event.currentTarget.contains(to))) setDropping(false);
      }}
      onDrop={drop}
    >
      <div className="service-main bucket-main">
        <div className="service-bar">
          <button type="button" className="btn pri" onClick={() => input.current?.click()}>
            Choose files
          </button>
          <input
            ref={input}
            type="file"
            multiple
            hidden
            aria-label="Files to put in"
            onChange={(event) => {
              const { files } = event.currentTarget;
              if (files) void uploads.start(chosenFiles(files), into);
              event.currentTarget.value = "";
            }}
          />
          <label htmlFor={targetId} className="muted">
            into
          </label>
          <input
            id={targetId}
            className="input mono bucket-target"
            placeholder="the top"
            autoComplete="off"
            spellCheck={false}
            value={target ?? prefix}
            onChange={(event) => setTarget(event.currentTarget.value)}
          />
          <span className="grow" />
          {selected.size > 0 && (
            <button type="button" className="btn" onClick={() => setDialog([...selected])}>
              <Icon name="trash" size={14} />
              Delete {selected.size}
            </button>
          )}
          <button type="button" className="btn" onClick={() => setDialog("text")}>
            <Icon name="plus" size={14} />
            New text object
          </button>
        </div>
        <UploadList uploads={uploads} />
        <nav className="crumbs" aria-label="Folders">
          <button type="button" className="lk" aria-current={prefix === "" ? "page" : undefined} onClick={() => open("")}>
            {name}
          </button>
          {crumbsOf(prefix).map(([part, to]) => (
            <span key={to}>
              <span aria-hidden="true">/</span>
              <button type="button" className="lk" aria-current={to === prefix ? "page" : undefined} onClick={() => open(to)}>
                {part}
              </button>
            </span>
          ))}
          <span className="grow" />
          <span className="muted">
            {counted(view.objectCount, "object")}, {formatBytes(view.sizeBytes)}
            {view.objects.length < view.objectCount && `, the first ${view.objects.length.toLocaleString("en-US")} shown`}
          </span>
        </nav>
        {view.objectCount === 0 ? (
          <div className="quiet bucket-empty">
            <h3>Drop files here</h3>
            <p>Any type, several at once, whole folders too. They stay in this browser.</p>
            <p>A trigger of type upload starts a function with each file that comes or goes.</p>
          </div>
        ) : (
          <ObjectTable
            prefix={prefix}
            folders={folders}
            objects={objects}
            selected={selected}
            looked={looked}
            onSelect={setSelected}
            onOpenFolder={open}
            onLook={setLooked}
          />
        )}
      </div>
      {shown && (
        <ObjectPreview
          key={`${shown.key}\n${shown.etag}`}
          bucket={name}
          object={shown}
          onClose={() => setLooked(undefined)}
          onDelete={() => setDialog([shown.key])}
        />
      )}
      {dropping && (
        <p className="bucket-drop" role="status">
          Put into {name}/{into}
        </p>
      )}
      {dialog === "text" && <TextObjectDialog bucket={name} prefix={into} onClose={() => setDialog(undefined)} onStored={setLooked} />}
      {dialog !== undefined && dialog !== "text" && (
        <DeleteObjectsDialog
          bucket={name}
          keys={dialog}
          onClose={() => setDialog(undefined)}
          onDeleted={() => {
            setSelected(new Set());
            setLooked(undefined);
          }}
        />
      )}
    </div>
  );
}
