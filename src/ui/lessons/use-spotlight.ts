/**
 * What the spotlight is on: by itself when a step becomes the current one, and for who asks to be shown. It goes when
 * the control is used, and with the step.
 */
import { useEffect, useState } from "react";
import type { SpotName } from "../../lessons/spots.ts";
import { currentStepOf } from "../../store/lessons/current-step.ts";
import { useColdstart, useIntents } from "../shared/store-context.tsx";
import { useIsNarrow } from "../shared/useMediaQuery.ts";
import { elementAt, SPOT_PLACES } from "./spot-places.ts";
import type { ShownLesson } from "./use-lesson.ts";

export interface Spotlit {
  readonly spot: SpotName;
  readonly step: string;
}

export function useSpotlight(shown: ShownLesson, showExplorer: () => void) {
  const narrow = useIsNarrow();
  const presents = useColdstart((state) => state.presenter.open);
  const { show: showView, showPane } = useIntents();
  const [target, setTarget] = useState<Spotlit>();
  const step = shown.state === "here" ? shown.lesson.steps[shown.view.step] : undefined;
  const isCurrent = shown.state === "here" && currentStepOf(shown.lesson.steps, shown.view) === step;

  useEffect(() => {
    setTarget(step?.point && isCurrent ? { spot: step.point, step: step.id } : undefined);
  }, [step, isCurrent]);

  const show = () => {
    if (!step?.point) return;
    const { view, pane, side } = SPOT_PLACES[step.point];
    if (view) showView(view);
    if (narrow && pane) showPane(pane);
    if (side === "explorer") showExplorer();
    setTarget({ spot: step.point, step: step.id });
    // Once it is drawn, where another view was shown.
    requestAnimationFrame(() => step.point && elementAt(SPOT_PLACES[step.point])?.scrollIntoView({ block: "nearest" }));
  };
  const stays = target && target.step === step?.id && !presents;
  return { target: stays ? target : undefined, show, hide: () => setTarget(undefined) };
}
