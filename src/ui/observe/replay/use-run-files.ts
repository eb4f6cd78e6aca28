/** Saving a run, and opening those that a person chose or dropped on the page: what went wrong is said in a notice. */
import { useEffect, useRef, useState } from "react";
import type { ObservedRun } from "../../../metrics/history/observed-run.ts";
import { saveFile } from "../../shared/save-file.ts";
import { useIntents, useStoreApi } from "../../shared/store-context.tsx";
import { fileOfRun, runOfFile } from "./run-files.ts";

/** Of this page: a run is known by it. */
let opened = 0;

export function useRunFiles() {
  const store = useStoreApi();
  const { addRun, notify } = useIntents();

  const save = async (run: ObservedRun) => {
    const { name, blob } = await fileOfRun(run, store.getState().project.name);
    saveFile(name, blob);
    notify("info", `Saved as ${name}.`);
  };

  const open = async (files: readonly File[]) => {
    for (const file of files) {
      opened += 1;
      const read = await runOfFile(file, `file-${opened}`);
      if (read.ok) addRun(read.value);
      else notify("error", `${file.name}: ${read.message}`, read.remedy);
    }
  };

  return { save, open };
}

/** True while files are held over the page. */
export function useDroppedFiles(open: (files: readonly File[]) => Promise<void>): boolean {
  const [over, setOver] = useState(false);
  const newest = useRef(open);
  useEffect(() => {
    newest.current = open;
  });
  useEffect(() => {
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") === true;
    const drag = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      // Between two elements of the page there is one that it goes to.
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent) => {
      setOver(false);
      if (!hasFiles(event)) return;
      event.preventDefault();
      void newest.current([...(event.dataTransfer?.files ?? [])]);
    };
    window.addEventListener("dragover", drag);
    window.addEventListener("dragleave", leave);
    window.addEventListener("drop", drop);
    return () => {
      window.removeEventListener("dragover", drag);
      window.removeEventListener("dragleave", leave);
      window.removeEventListener("drop", drop);
    };
  }, []);
  return over;
}
