/**
 * How load is spread over the length of a run, one shape per pattern. A shape is a row of stretches whose level goes
 * straight from one value to another; levels are relative to the run's average. All shapes are modelled; only the day's
 * swing is taken from a study.
 */
export const LOAD_PATTERNS = ["steady", "burst", "spike", "ramp", "day"] as const;
export type LoadPattern = (typeof LOAD_PATTERNS)[number];

interface Stretch {
  /** Share of the run's length; the widths of a shape sum to 1. */
  readonly width: number;
  readonly from: number;
  readonly to: number;
}

function flat(width: number, level: number): Stretch {
  return { width, from: level, to: level };
}

/**
 * Levels from midnight to noon, hour by hour; the afternoon mirrors them. 1 - cos(2 pi h / 24) / 3, written out so that
 * every engine gets the same digits: the peak is twice the trough (Shahrad et al., Serverless in the Wild, USENIX ATC
 * 2020, arXiv:2003.03423: about half constant base, peak about 2x trough).
 */
const MORNING_LEVELS = [0.6667, 0.678, 0.7113, 0.7643, 0.8333, 0.9137, 1, 1.0863, 1.1667, 1.2357, 1.2887, 1.322, 1.3333] as const;

function dayStretches(): readonly Stretch[] {
  const levels = [...MORNING_LEVELS, ...MORNING_LEVELS.toReversed().slice(1)];
  return levels.slice(1).map((to, hour) => ({ width: 1 / 24, from: levels[hour] ?? to, to }));
}

/** Four waves: the first fifth of each carries four fifths of its load. */
function burstStretches(): readonly Stretch[] {
  const wave = [flat(0.05, 4), flat(0.2, 0.25)];
  return [...wave, ...wave, ...wave, ...wave];
}

const STRETCHES: Readonly<Record<LoadPattern, readonly Stretch[]>> = {
  /** The same all along. */
  steady: [flat(1, 1)],
  burst: burstStretches(),
  /** Ten times the base for the middle tenth. */
  spike: [flat(0.45, 1), flat(0.1, 10), flat(0.45, 1)],
  /** From nothing to twice the average. */
  ramp: [{ width: 1, from: 0, to: 2 }],
  /** One day, midnight to midnight, pressed into the run. */
  day: dayStretches(),
};

function massOf(stretch: Stretch): number {
  return (stretch.width * (stretch.from + stretch.to)) / 2;
}

function isOutsideRun(progress: number): boolean {
  return !(progress >= 0) || progress > 1;
}

/** The level at a share of the run's length, as a share of the pattern's highest level: 0 to 1. */
export function levelAt(pattern: LoadPattern, progress: number): number {
  if (isOutsideRun(progress)) return 0;
  const stretches = STRETCHES[pattern];
  const peak = Math.max(...stretches.flatMap(({ from, to }) => [from, to]));
  let start = 0;
  for (const { width, from, to } of stretches) {
    if (progress < start + width) return (from + ((to - from) * (progress - start)) / width) / peak;
    start += width;
  }
  return (stretches.at(-1)?.to ?? 0) / peak;
}

/**
 * Turns shares of the run's load (0 to 1, rising) into shares of its length: where in the run that much of the load has
 * come. One walk over the shape for all of them.
 */
export function placeAlong(pattern: LoadPattern, rising: Iterable<number>): number[] {
  const stretches = STRETCHES[pattern];
  const total = stretches.reduce((sum, stretch) => sum + massOf(stretch), 0);
  const places: number[] = [];
  let index = 0;
  let startLength = 0;
  let startMass = 0;
  for (const share of rising) {
    let stretch = stretches[index];
    while (stretch && index < stretches.length - 1 && share * total > startMass + massOf(stretch)) {
      startLength += stretch.width;
      startMass += massOf(stretch);
      index += 1;
      stretch = stretches[index];
    }
    if (stretch) places.push(startLength + lengthOf(stretch, share * total - startMass));
  }
  return places;
}

/** How far into a stretch a mass reaches: the positive root of from·x + (to - from)·x² / 2·width = mass, in its stable form. */
function lengthOf({ width, from, to }: Stretch, mass: number): number {
  if (mass <= 0) return 0;
  const root = Math.sqrt(from * from + (2 * (to - from) * mass) / width);
  return Math.min(width, (2 * mass) / (from + root));
}
