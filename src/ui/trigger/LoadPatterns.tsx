/** The shapes of a load, each drawn from the numbers that will make it. */
import { LOAD_PATTERNS, type LoadPattern } from "../../platform/workload-shapes.ts";
import { Segmented } from "../shared/Segmented.tsx";
import { useIntents } from "../shared/store-context.tsx";
import { sparkPoints } from "./load-estimate.ts";

const WIDTH = 22;
const HEIGHT = 14;

const TITLES: Readonly<Record<LoadPattern, string>> = {
  steady: "The same all along",
  burst: "Four waves, with little between them",
  spike: "Ten times as much for the middle tenth",
  ramp: "From nothing to twice the average",
  day: "One day from midnight to midnight, pressed into the run",
};

const OPTIONS = LOAD_PATTERNS.map((value) => ({
  value,
  title: TITLES[value],
  label: (
    <>
      <svg className="spark" width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
        <polyline points={sparkPoints(value, WIDTH, HEIGHT)} fill="none" stroke="currentColor" strokeWidth="1.4" strokeLinejoin="round" />
      </svg>
      <span>{value}</span>
    </>
  ),
}));

export function LoadPatterns({ pattern }: { pattern: LoadPattern }) {
  const { editLoad } = useIntents();
  return (
    <div className="patterns">
      <Segmented label="Pattern" value={pattern} options={OPTIONS} onChange={(next) => editLoad({ pattern: next })} />
    </div>
  );
}
