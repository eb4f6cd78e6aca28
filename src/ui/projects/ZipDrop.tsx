/**
 * A zip that is dropped anywhere on the page is opened as a project of its own. What takes files itself (a bucket, a file
 * field) keeps them. It lies above everything, dialogs too, and lets every pointer through.
 */
import { useEffect, useRef, useState } from "react";
import { asProblem } from "../../store/problem.ts";
import { useStoreApi } from "../shared/store-context.tsx";
import "./projects.css";

const TAKES_FILES = '[data-dropping], input[type="file"]';

export function ZipDrop({ onOpened }: { onOpened: () => void }) {
  const store = useStoreApi();
  const [over, setOver] = useState(false);
  const layer = useRef<HTMLDivElement>(null);
  const opened = useRef(onOpened);
  opened.current = onOpened;

  useEffect(() => {
    const isOurs = ({ dataTransfer, target }: DragEvent) =>
      dataTransfer?.types.includes("Files") === true && !(target instanceof Element && target.closest(TAKES_FILES));
    const onOver = (event: DragEvent) => {
      const ours = isOurs(event);
      if (ours) {
        event.preventDefault();
        event.stopPropagation();
      }
      setOver(ours);
    };
    const onLeave = ({ relatedTarget }: DragEvent) => relatedTarget ?? setOver(false);
    const onDrop = (event: DragEvent) => {
      setOver(false);
      if (!isOurs(event)) return;
      event.preventDefault();
      event.stopPropagation();
      const files = [...(event.dataTransfer?.files ?? [])];
      void take(files);
    };
    const take = async ([zip, ...others]: readonly File[]) => {
      const { intents } = store.getState();
      if (!zip || others.length > 0) return intents.notify("error", "One zip at a time can be opened.", "Drop one file.");
      try {
        await intents.projects?.importZip(zip);
        opened.current();
      } catch (reason) {
        const { code, message, remedy } = asProblem(reason);
        intents.notify("error", `${zip.name} was not opened: ${message}`, remedy, code === "not-saved" ? "export-zip" : undefined);
      }
    };
    // Before the editor, which would take a file as text.
    const early = { capture: true };
    addEventListener("dragover", onOver, early);
    addEventListener("dragleave", onLeave, early);
    addEventListener("drop", onDrop, early);
    return () => {
      removeEventListener("dragover", onOver, early);
      removeEventListener("dragleave", onLeave, early);
      removeEventListener("drop", onDrop, early);
    };
  }, [store]);

  useEffect(() => {
    if (over) layer.current?.showPopover();
    else if (layer.current?.matches(":popover-open")) layer.current.hidePopover();
  }, [over]);

  return (
    <div ref={layer} className="zip-drop" popover="manual">
      <p>
        <b>Drop a zip to open it</b>
        As a project of its own. Nothing of it runs before you say so, and what is open stays saved.
      </p>
    </div>
  );
}
