/** All projects that this browser keeps: each can be opened, named, copied, taken out as a zip, deleted and had back. */
import { type ReactNode, useEffect, useRef, useState } from "react";
import type { ShelfIntents } from "../../store/intents.ts";
import { Dialog } from "../shared/Dialog.tsx";
import { Icon } from "../shared/Icon.tsx";
import { useColdstart, useIntents } from "../shared/store-context.tsx";
import type { DialogProps } from "../shell/dialog-name.ts";
import { ProjectShelf } from "./ProjectShelf.tsx";
import { type Asked, useAsked } from "./use-asked.ts";
import "./projects.css";

export function ProjectsDialog({ onClose }: DialogProps) {
  const { projects: shelf } = useIntents();
  const view = useColdstart((state) => state.projects);
  const asked = useAsked();
  const input = useRef<HTMLInputElement>(null);
  const thenClose = async (work: () => Promise<unknown>) => {
    if (await asked.ask(work)) onClose();
  };
  const takeZip = (zip: File) => shelf && void thenClose(() => shelf.importZip(zip));

  return (
    <Dialog
      title="Projects"
      onClose={onClose}
      wide
      footer={
        <>
          <p className="proj-note">
            A zip holds code, settings, services, test events and secrets; not what buckets, tables and queues hold now. Drop one anywhere
            on the page to open it.
          </p>
          <button type="button" className="btn" disabled={!shelf || asked.busy} onClick={() => input.current?.click()}>
            Import zip
          </button>
          <button type="button" className="btn pri" disabled={!shelf || asked.busy} onClick={() => shelf && void thenClose(shelf.create)}>
            <Icon name="plus" size={14} />
            New project
          </button>
          <input
            ref={input}
            type="file"
            hidden
            accept=".zip,application/zip"
            aria-label="Zip to import"
            onChange={(event) => {
              const [zip] = event.currentTarget.files ?? [];
              event.currentTarget.value = "";
              if (zip) takeZip(zip);
            }}
          />
        </>
      }
    >
      <DropPlace onZip={takeZip}>
        {shelf && view ? (
          <ProjectShelf shelf={shelf} view={view} asked={asked} onClose={onClose} thenClose={thenClose} />
        ) : (
          <FirstList shelf={shelf} asked={asked} />
        )}
      </DropPlace>
    </Dialog>
  );
}

/** What is wrong with a zip that is dropped here is said here. */
function DropPlace({ onZip, children }: { onZip: (zip: File) => void; children: ReactNode }) {
  const [dropping, setDropping] = useState(false);
  return (
    // The keyboard has "Import zip": dropping is the mouse's way.
    // biome-ignore lint/a11y/noStaticElementInteractions: see above
    <div
      className="proj-drop"
      data-dropping={dropping}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes("Files")) return;
        event.preventDefault();
        setDropping(true);
      }}
      onDragLeave={() => setDropping(false)}
      onDrop={(event) => {
        event.preventDefault();
        setDropping(false);
        const [zip] = event.dataTransfer.files;
        if (zip) onZip(zip);
      }}
    >
      {children}
    </div>
  );
}

/** The list is read when it is first looked at. */
function FirstList({ shelf, asked: { ask, problem } }: { shelf: ShelfIntents | undefined; asked: Asked }) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the code of it is here
  useEffect(() => {
    if (shelf) void ask(shelf.list);
  }, [shelf]);
  return <p className="quiet">{problem ? `${problem.message} ${problem.remedy}` : "Loading."}</p>;
}
