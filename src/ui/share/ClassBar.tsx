/** Above a set-up that belongs to a class: whose task it is and how to send a result back; above a result, what came of it. */
import { lazy, Suspense, useState } from "react";
import { COURSE } from "../../lessons/course.ts";
import type { ClassResult } from "../../store/state.ts";
import { counted } from "../shared/counted.ts";
import { formatGbSeconds, formatMs, formatUsd } from "../shared/format.ts";
import { useColdstart } from "../shared/store-context.tsx";
import "./class-bar.css";

const ResultDialog = lazy(() => import("./ResultDialog.tsx").then((module) => ({ default: module.ResultDialog })));

export function ClassBar() {
  const classroom = useColdstart((state) => state.classroom);
  const result = useColdstart((state) => state.classResult);
  const shared = useColdstart((state) => state.shared !== undefined);
  const [sending, setSending] = useState(false);
  if (result) return <ResultPanel result={result} title={classroom?.title} />;
  if (!classroom) return null;
  const locked = classroom.lockedFiles.length;
  return (
    <section className="class-bar" aria-label="Class">
      <h2>{classroom.title}</h2>
      <p className="muted">
        {locked > 0 && `${counted(locked, "file")} locked. `}
        {classroom.hintsHidden && "Hints are hidden. "}
      </p>
      {classroom.asksForResult && !shared && (
        <button type="button" className="btn" onClick={() => setSending(true)}>
          Send back my result
        </button>
      )}
      {sending && (
        <Suspense>
          <ResultDialog onClose={() => setSending(false)} />
        </Suspense>
      )}
    </section>
  );
}

function ResultPanel({ result, title }: { result: ClassResult; title: string | undefined }) {
  const { from, note, lesson, figures } = result;
  const { requests, coldStarts, errors, p95Ms, billedMbMs, costUsd } = figures;
  const name = lesson && (COURSE.find(({ id }) => id === lesson.id)?.title ?? lesson.id);
  const numbers: readonly (readonly [string, string])[] = [
    ...(lesson ? [[`Steps of ${name}`, `${lesson.stepsDone.length} done`] as const] : []),
    ["Requests", requests.toLocaleString("en-US")],
    ["Cold starts", coldStarts.toLocaleString("en-US")],
    ["Errors", errors.toLocaleString("en-US")],
    ["p95", formatMs(p95Ms)],
    ["Billed", formatGbSeconds(billedMbMs)],
    ["Cost (modelled)", formatUsd(costUsd)],
  ];
  return (
    <section className="class-bar class-result" aria-label="Result">
      <h2>
        Result of <span data-personal="">{from}</span>
        {title !== undefined && <span className="muted"> {title}</span>}
      </h2>
      <dl>
        {numbers.map(([what, value]) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className="muted">Measured on their machine, as their browser wrote it into the link.</p>
      {note !== undefined && note !== "" && <blockquote>{note}</blockquote>}
    </section>
  );
}
