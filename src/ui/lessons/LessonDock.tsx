/**
 * The lesson beside the real thing: its steps, what was seen of each, what is next. It stands where the explorer stood,
 * and gives the place back for as long as the explorer is wanted. On a phone it is a pane of its own; the spotlight and
 * what is announced are there while it is not.
 */
import { useState } from "react";
import { Explorer } from "../explorer/Explorer.tsx";
import { Icon } from "../shared/Icon.tsx";
import { Segmented } from "../shared/Segmented.tsx";
import { useColdstart } from "../shared/store-context.tsx";
import type { OpenDialog } from "../shell/dialog-name.ts";
import { PaneBoundary } from "../shell/PaneBoundary.tsx";
import { LessonFoot } from "./LessonFoot.tsx";
import { LessonNews } from "./LessonNews.tsx";
import { LessonSteps } from "./LessonSteps.tsx";
import { Spotlight } from "./Spotlight.tsx";
import { type ShownLesson, useLesson } from "./use-lesson.ts";
import { useSpotlight } from "./use-spotlight.ts";
import "./lesson-dock.css";

const SIDES = [
  { value: "lesson", label: "Lesson" },
  { value: "explorer", label: "Explorer" },
] as const;

interface LessonDockProps {
  openDialog: OpenDialog;
  narrow: boolean;
  /** On a phone, while another pane is shown. */
  hidden: boolean;
}

export function LessonDock({ openDialog, narrow, hidden }: LessonDockProps) {
  const shown = useLesson();
  const [side, setSide] = useState<"lesson" | "explorer">("lesson");
  const spotlight = useSpotlight(shown, () => setSide("explorer"));
  const Place = narrow ? "main" : "aside";
  const exploring = side === "explorer" && !narrow;
  return (
    <>
      <Place
        className="lesson-dock"
        aria-label="Lesson"
        data-pane="Lesson"
        data-pane-focus=".lesson-step[data-shown] button"
        hidden={hidden}
      >
        <div className="lesson-head">
          {narrow ? <b>Lesson</b> : <Segmented label="Beside the page" value={side} options={SIDES} onChange={setSide} />}
          <span className="grow" />
          <CloseButton />
        </div>
        {exploring && <Explorer openDialog={openDialog} />}
        <div className="lesson-body" hidden={exploring}>
          <PaneBoundary name="The lesson">
            <Body shown={shown} onShowMe={spotlight.show} openDialog={openDialog} />
          </PaneBoundary>
        </div>
      </Place>
      <LessonNews shown={shown} />
      {spotlight.target && <Spotlight key={spotlight.target.spot} {...spotlight.target} onUsed={spotlight.hide} />}
    </>
  );
}

function CloseButton() {
  const dockLesson = useColdstart((state) => state.intents.lessons?.dockLesson);
  return (
    <button
      type="button"
      className="ib icon"
      aria-label="Close the lesson"
      title="Close; how far it is stays"
      onClick={() => dockLesson?.(false)}
    >
      <Icon name="close" />
    </button>
  );
}

interface BodyProps {
  shown: ShownLesson;
  onShowMe: () => void;
  openDialog: OpenDialog;
}

function Body({ shown, onShowMe, openDialog }: BodyProps) {
  if (shown.state === "loading") return <p className="quiet">The lesson is loading.</p>;
  if (shown.state === "none") return <NotHere openDialog={openDialog} />;
  if (shown.state !== "here") return <NotLoaded />;
  return (
    <>
      <LessonSteps {...shown} onShowMe={onShowMe} />
      <LessonFoot {...shown} />
    </>
  );
}

function NotHere({ openDialog }: { openDialog: OpenDialog }) {
  const id = useColdstart((state) => state.lesson?.id);
  return (
    <div className="quiet">
      <h3>This page has no lesson “{id}”.</h3>
      <p>The project is here all the same. Reload the page for its newest lessons, or choose another.</p>
      <button type="button" className="btn" onClick={() => openDialog("lessons")}>
        All lessons
      </button>
    </div>
  );
}

function NotLoaded() {
  return (
    <div className="quiet">
      <h3>The lesson could not be loaded.</h3>
      <p>Check the connection, then reload the page. How far you are is kept.</p>
      <button type="button" className="btn" onClick={() => location.reload()}>
        Reload
      </button>
    </div>
  );
}
