/**
 * A term of the glossary where it stands in a text: its sentence shows under the pointer and the focus, and stays while
 * the pointer is on it; Esc puts it away. Where a lesson shows the thing, it leads there.
 */
import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from "react";
import { COURSE } from "../../lessons/course.ts";
import { GLOSSARY } from "../../lessons/glossary.ts";
import { LESSONS } from "../../lessons/lesson-library.ts";
import { placeBeside } from "../shared/beside.ts";
import { useColdstart } from "../shared/store-context.tsx";
import { useOpenLesson } from "./use-open-lesson.ts";
import "./term.css";

/** Long enough to get from the word to its sentence. */
const LEAVE_MS = 150;

export function Term({ term, children }: { term: string; children?: ReactNode }) {
  const entry = GLOSSARY.find((each) => each.term === term);
  const [open, setOpen] = useState(false);
  const word = useRef<HTMLButtonElement>(null);
  const leaving = useRef<ReturnType<typeof setTimeout>>(undefined);
  const id = useId();
  if (!entry) return children ?? term;

  const show = () => {
    clearTimeout(leaving.current);
    setOpen(true);
  };
  const leave = () => {
    clearTimeout(leaving.current);
    leaving.current = setTimeout(() => setOpen(false), LEAVE_MS);
  };
  const close = () => {
    clearTimeout(leaving.current);
    setOpen(false);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || !open) return;
    event.preventDefault();
    event.stopPropagation();
    close();
    word.current?.focus();
  };
  return (
    // The word and its sentence are one for the pointer and the focus.
    // biome-ignore lint/a11y/noStaticElementInteractions: see above
    <span
      className="term-place"
      onPointerEnter={show}
      onPointerLeave={leave}
      onFocus={show}
      onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && leave()}
      onKeyDown={onKeyDown}
    >
      <button ref={word} type="button" className="term" aria-describedby={open ? id : undefined} onClick={show}>
        {children ?? term}
      </button>
      {open && (
        <span
          ref={(note) => {
            if (!note || !word.current) return;
            if (!note.matches(":popover-open")) note.showPopover();
            placeBeside(note, word.current, "start");
          }}
          popover="manual"
          className="term-note"
        >
          <span id={id}>
            <b>{entry.term}</b>. {entry.sentence}
          </span>
          <TermLesson id={entry.lesson} onOpen={close} />
        </span>
      )}
    </span>
  );
}

function TermLesson({ id, onOpen }: { id: string | undefined; onOpen: () => void }) {
  const openId = useColdstart((state) => (state.lesson?.open ? state.lesson.id : undefined));
  const openLesson = useOpenLesson();
  const place = COURSE.findIndex((each) => each.id === id);
  const entry = COURSE[place];
  if (!entry || entry.id === openId || !LESSONS[place]?.built) return null;
  return (
    <button
      type="button"
      className="lk"
      onClick={() => {
        onOpen();
        openLesson(entry.id);
      }}
    >
      Lesson {place + 1}: {entry.title}
    </button>
  );
}
