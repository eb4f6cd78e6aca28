/** The glossary: every term of the field in one sentence, with the lesson that shows it. */
import { useState } from "react";
import { COURSE } from "../../lessons/course.ts";
import { GLOSSARY } from "../../lessons/glossary.ts";
import { counted } from "../shared/counted.ts";
import { Dialog } from "../shared/Dialog.tsx";
import type { DialogProps } from "../shell/dialog-name.ts";
import { FilterField } from "./FilterField.tsx";
import { filtered } from "./filtered.ts";
import "./gallery.css";

const ENTRIES = GLOSSARY.toSorted((a, b) => a.term.localeCompare(b.term, "en"));

export function GlossaryDialog({ onClose, openDialog }: DialogProps) {
  const [typed, setTyped] = useState("");
  const shown = filtered(ENTRIES, typed, ({ term, also = [], sentence }) => [term, ...also, sentence]);
  return (
    <Dialog
      title="Glossary"
      onClose={onClose}
      wide
      footer={
        <button type="button" className="btn" onClick={() => openDialog("lessons")}>
          Lessons
        </button>
      }
    >
      <FilterField label="Find a term" value={typed} onChange={setTyped} found={`${shown.length} of ${counted(ENTRIES.length, "term")}`} />
      <dl className="glossary">
        {shown.map(({ term, sentence, lesson }) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>
              {sentence}
              <span className="glossary-lesson">{lessonTitle(lesson)}</span>
            </dd>
          </div>
        ))}
      </dl>
      {shown.length === 0 && <p className="quiet">No term has “{typed}”.</p>}
    </Dialog>
  );
}

function lessonTitle(id: string | undefined): string {
  const place = COURSE.findIndex((entry) => entry.id === id);
  const entry = COURSE[place];
  return entry ? `Lesson ${place + 1}: ${entry.title}` : "";
}
