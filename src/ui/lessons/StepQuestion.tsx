/** A step's question and the person's answer to it: a number, changed as often as one likes until the truth is told. */
import { type FormEvent, useId, useState } from "react";
import type { Question } from "../../lessons/lesson.ts";
import { problemWords } from "../shared/attempt.ts";
import "../shared/field.css";

interface StepQuestionProps {
  question: Question;
  guess: number | undefined;
  /** Something else is said of the answer already. */
  isWrong: boolean;
  onAnswer: (guess: number) => void;
}

export function StepQuestion({ question: { text, unit, min, max }, guess, isWrong, onAnswer }: StepQuestionProps) {
  const id = useId();
  const [typed, setTyped] = useState(guess === undefined ? "" : String(guess));
  const [wrong, setWrong] = useState<string>();
  const answer = (event: FormEvent) => {
    event.preventDefault();
    const value = typed.trim() === "" ? Number.NaN : Number(typed.replaceAll(",", "."));
    setWrong(problemWords(() => onAnswer(value)));
  };
  const isGiven = guess !== undefined && Number(typed) === guess;
  return (
    <form className="lesson-question" onSubmit={answer} noValidate>
      <label htmlFor={id}>{text}</label>
      <div className="lesson-answer">
        <input
          id={id}
          className="input num"
          type="number"
          inputMode="decimal"
          min={min}
          max={max}
          step="any"
          autoComplete="off"
          value={typed}
          aria-invalid={wrong !== undefined}
          aria-describedby={wrong === undefined ? `${id}-unit` : `${id}-unit ${id}-wrong`}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setWrong(undefined);
          }}
        />
        <span id={`${id}-unit`} className="lesson-unit">
          {unit}
        </span>
        <button type="submit" className={isGiven ? "btn" : "btn pri"}>
          {guess === undefined ? "Answer" : "Change"}
        </button>
      </div>
      {wrong !== undefined && (
        <p id={`${id}-wrong`} className="field-wrong" role="alert">
          {wrong}
        </p>
      )}
      {guess !== undefined && wrong === undefined && !isWrong && (
        <p className="lesson-given">Your answer: {guess}. You can change it until the step is done.</p>
      )}
    </form>
  );
}
