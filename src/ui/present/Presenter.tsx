/**
 * The page in large type, one idea a screen, legible from the last row. It is a window over the page that has the page's
 * own keys too; the platform goes on beneath it. Keys, buttons and swipes step; Esc and the button end it.
 */
import { type ComponentType, lazy, Suspense, useEffect, useRef, useState } from "react";
import { profileOf } from "../../store/selectors.ts";
import type { PresenterStep } from "../../store/state.ts";
import { Icon, Logo } from "../shared/Icon.tsx";
import { useColdstart, useIntents } from "../shared/store-context.tsx";
import { useModal } from "../shared/useModal.ts";
import { Notices } from "../shell/Notices.tsx";
import { PaneBoundary } from "../shell/PaneBoundary.tsx";
import { BigVitals } from "./BigVitals.tsx";
import { CodeSlide } from "./CodeSlide.tsx";
import { ContainersSlide } from "./ContainersSlide.tsx";
import { FullScreenButton } from "./FullScreenButton.tsx";
import { PointerRing, RingIcon, useRingKey } from "./PointerRing.tsx";
import { placeOf, type StepName, stepBeside, stepsFor } from "./present-steps.ts";
import type { RunStep } from "./RunSlides.tsx";
import { SendButtons, SendProblem } from "./SendButtons.tsx";
import { usePresentZoom } from "./use-present-zoom.ts";
import { useStepKeys, useSwipe } from "./use-step-moves.ts";
import "./personal.css";
import "./present.css";

const loadRunSlides = () => import("./RunSlides.tsx");
const RunSlide = lazy(() => loadRunSlides().then((module) => ({ default: module.RunSlide })));

const LessonSlide = lazy(() => import("./LessonSlide.tsx").then((module) => ({ default: module.LessonSlide })));

const runStep =
  (step: RunStep): ComponentType =>
  () => (
    <>
      <RunSlide step={step} />
      <SendProblem />
    </>
  );

const SLIDES: Readonly<Record<PresenterStep, ComponentType>> = {
  lesson: LessonSlide,
  containers: ContainersSlide,
  code: CodeSlide,
  timeline: runStep("timeline"),
  latency: runStep("latency"),
  bill: runStep("bill"),
  request: runStep("request"),
  why: runStep("why"),
};

export function Presenter() {
  const dialog = useModal();
  const stage = useRef<HTMLDivElement>(null);
  const steps = useColdstart((state) => stepsFor(state.lesson?.open === true));
  const asked = useColdstart((state) => state.presenter.step);
  const step = steps[placeOf(asked, steps)]?.step ?? "containers";
  const { present } = useIntents();
  const { all } = usePresentZoom();
  const go = (to: PresenterStep | undefined) => to && present({ step: to });
  useStepKeys(dialog, step, steps, go);
  const swipe = useSwipe((by) => go(stepBeside(step, by, steps)));
  const [ringed, setRinged] = useState(true);
  const toggleRing = () => setRinged(!ringed);
  useRingKey(dialog, toggleRing);
  useEffect(() => stage.current?.focus(), []);
  useEffect(() => {
    document.documentElement.dataset.presents = "";
    return () => {
      delete document.documentElement.dataset.presents;
    };
  }, []);
  useEffect(() => void loadRunSlides().catch(() => undefined), []);
  // What had the focus may be gone with its step: without one the keys would be the page's beneath.
  // biome-ignore lint/correctness/useExhaustiveDependencies: with each step
  useEffect(() => {
    if (!dialog.current?.contains(document.activeElement)) stage.current?.focus();
  }, [step, dialog]);
  const Slide = SLIDES[step];
  return (
    <dialog
      ref={dialog}
      className="pres"
      aria-label="Presenter"
      data-page-keys=""
      onCancel={(event) => {
        event.preventDefault();
        present({ open: false });
      }}
    >
      {/* The focus begins here, not on a button that a space would press. */}
      <div className="pres-stage" ref={stage} tabIndex={-1}>
        <div className="pres-all" style={{ zoom: all }}>
          <Head step={step} steps={steps} go={go} stage={stage} ringed={ringed} onRing={toggleRing} />
          <main className="pres-slide" {...swipe}>
            <PaneBoundary key={step} name="This step">
              <Suspense fallback={<p className="pres-none">Loading.</p>}>
                <Slide />
              </Suspense>
            </PaneBoundary>
          </main>
          <BigVitals />
          <div className="pres-notices">
            <Notices />
          </div>
        </div>
        {ringed && <PointerRing within={stage} />}
      </div>
    </dialog>
  );
}

interface HeadProps {
  readonly step: PresenterStep;
  readonly steps: readonly StepName[];
  readonly go: (to: PresenterStep | undefined) => void;
  readonly stage: React.RefObject<HTMLDivElement | null>;
  readonly ringed: boolean;
  readonly onRing: () => void;
}

function Head({ step, steps, go, stage, ringed, onRing }: HeadProps) {
  const name = useColdstart((state) => state.project.name);
  const provider = useColdstart((state) => profileOf(state).label);
  const { present } = useIntents();
  const place = placeOf(step, steps);
  const [before, after] = [stepBeside(step, -1, steps), stepBeside(step, 1, steps)];
  const sendsItself = step === "containers" || step === "code";
  return (
    <header className="pres-head">
      <Logo size={26} />
      <p className="pres-project">
        <b>{name}</b> <span className="muted">{provider}</span>
      </p>
      <span className="grow" />
      {!sendsItself && <SendButtons small />}
      <nav aria-label="Steps">
        <p className="pres-place" role="status">
          <span className="visually-hidden">{steps[place]?.name}, step </span>
          {place + 1} / {steps.length}
        </p>
        {/* Not disabled at an end: a button that is pressed would lose the focus. */}
        <button
          type="button"
          className="ib icon"
          aria-label="Previous step"
          aria-disabled={!before}
          title="Page Up"
          onClick={() => go(before)}
        >
          <Icon name="chevron-left" size={24} />
        </button>
        <button type="button" className="ib icon" aria-label="Next step" aria-disabled={!after} title="Page Down" onClick={() => go(after)}>
          <Icon name="chevron-right" size={24} />
        </button>
      </nav>
      <button
        type="button"
        className="ib icon pres-ring-button"
        aria-label="Ring around the pointer"
        aria-pressed={ringed}
        title="P"
        onClick={onRing}
      >
        <RingIcon />
      </button>
      <FullScreenButton of={stage} />
      <button type="button" className="ib icon" aria-label="Close" title="Esc" onClick={() => present({ open: false })}>
        <Icon name="close" size={24} />
      </button>
    </header>
  );
}
