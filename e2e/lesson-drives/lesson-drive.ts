/**
 * What a lesson's author writes so that a test can do the lesson by keyboard alone: for each step, what it asks of a
 * person. A drive never writes code: the test runs it once with the lesson's start, where it must not finish the lesson,
 * and once with the solution, put there by Solve, where each step must be done in its turn.
 */
import type { LessonKeys } from "../lesson-keys.ts";

export interface LessonDrive {
  /**
   * The first step that needs the solution's code: Solve is pressed before it, and without Solve it must not be done.
   * Absent where no step needs other code: then it is the doing that the steps need, and Solve is pressed at the end.
   */
  readonly solveAt?: string;
  /** By the steps' ids, all of them. What is left open by one (a view, a pane) is there for the next. */
  readonly steps: Readonly<Record<string, StepDrive>>;
}

/** Does what the step asks and returns; that the step is done is looked for by the test. */
export type StepDrive = (keys: LessonKeys) => Promise<void>;
