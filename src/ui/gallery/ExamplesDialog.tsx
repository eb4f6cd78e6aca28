/** The gallery: small, useful set-ups, each opened as a project of its own. */
import { useState } from "react";
import type { ExampleSummary } from "../../examples/example.ts";
import { EXAMPLES, loadExample } from "../../examples/example-library.ts";
import { useAttempt } from "../shared/attempt.ts";
import { counted } from "../shared/counted.ts";
import { Dialog } from "../shared/Dialog.tsx";
import { useIntents } from "../shared/store-context.tsx";
import type { DialogProps } from "../shell/dialog-name.ts";
import { FilterField } from "./FilterField.tsx";
import { filtered } from "./filtered.ts";
import "./gallery.css";

export function ExamplesDialog({ onClose, openDialog }: DialogProps) {
  const [typed, setTyped] = useState("");
  const { openSetup, notify, show, showPane } = useIntents();
  const attempt = useAttempt();
  const shown = filtered(EXAMPLES, typed, ({ title, summary, shows }) => [title, summary, ...shows]);

  const open = async ({ id, first }: ExampleSummary) => {
    const setup = await loadExample(id);
    if (!setup) throw new Error(`There is no example ${id}.`);
    openSetup(setup);
    show("build");
    showPane("code");
    notify("info", first);
    onClose();
  };

  return (
    <Dialog
      title="Examples"
      onClose={onClose}
      wide
      footer={
        <>
          <p className="gallery-note">An example opens as a project of its own. What is open now stays saved.</p>
          <button type="button" className="btn" onClick={() => openDialog("lessons")}>
            Lessons
          </button>
        </>
      }
    >
      <FilterField
        label="Find an example"
        value={typed}
        onChange={setTyped}
        found={`${shown.length} of ${counted(EXAMPLES.length, "example")}`}
      />
      <ul className="gallery">
        {shown.map((example) => (
          <li key={example.id}>
            <h3>{example.title}</h3>
            <p>{example.summary}</p>
            <p className="gallery-tags">
              {[counted(example.functionCount, "function"), ...example.shows].map((tag) => (
                <span key={tag} className="gallery-tag">
                  {tag}
                </span>
              ))}
            </p>
            <button type="button" className="btn" aria-label={`Open ${example.title}`} onClick={() => attempt(() => open(example))}>
              Open
            </button>
          </li>
        ))}
      </ul>
      {shown.length === 0 && <p className="quiet">No example has “{typed}”. Try table, queue, schedule or HTTP.</p>}
    </Dialog>
  );
}
