/** What can be done with a run as a whole: record, replay, save as a file, open one, import, remove. */
import { lazy, Suspense, useRef, useState } from "react";
import type { ObservedRun } from "../../../metrics/history/observed-run.ts";
import { LIVE } from "../../../store/shown-run.ts";
import { Icon } from "../../shared/Icon.tsx";
import { Menu, MenuItem } from "../../shared/Menu.tsx";
import { useColdstart, useIntents } from "../../shared/store-context.tsx";
import { RecordButton } from "./RecordButton.tsx";
import { RUN_FILE_TYPES } from "./run-files.ts";
import { useDroppedFiles, useRunFiles } from "./use-run-files.ts";
import "./replay.css";

const ImportDialog = lazy(() => import("./ImportDialog.tsx").then((module) => ({ default: module.ImportDialog })));

export function RunActions({ run }: { run: ObservedRun }) {
  const taping = useColdstart((state) => state.replay?.taping !== undefined);
  const { observe, removeRun, replay } = useIntents();
  const { save, open } = useRunFiles();
  const [importing, setImporting] = useState(false);
  const picker = useRef<HTMLInputElement>(null);
  const dropping = useDroppedFiles(open);

  return (
    <>
      <RecordButton />
      <Menu label="Run" align="end" trigger={<Icon name="more" />} className="ib icon rp-menu">
        <MenuItem disabled={!replay} onSelect={() => (taping ? replay?.stopRecording() : replay?.startRecording())}>
          {taping ? "Stop recording" : "Record"}
        </MenuItem>
        <MenuItem onSelect={() => observe({ tab: "replay" })}>Replay…</MenuItem>
        <hr />
        <MenuItem onSelect={() => void save(run)}>Save run…</MenuItem>
        <MenuItem onSelect={() => picker.current?.click()}>Open run…</MenuItem>
        <MenuItem onSelect={() => setImporting(true)}>Import…</MenuItem>
        {run.id !== LIVE && (
          <>
            <hr />
            <MenuItem danger onSelect={() => removeRun(run.id)}>
              Remove “{run.name}”
            </MenuItem>
          </>
        )}
      </Menu>
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        accept={RUN_FILE_TYPES}
        aria-label="Run files"
        onChange={(event) => {
          void open([...(event.currentTarget.files ?? [])]);
          // The same file may be chosen again.
          event.currentTarget.value = "";
        }}
      />
      {dropping && <div className="rp-drop">Drop to open the run</div>}
      {importing && (
        <Suspense>
          <ImportDialog onClose={() => setImporting(false)} />
        </Suspense>
      )}
    </>
  );
}
