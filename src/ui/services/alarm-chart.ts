/** Where an alarm's datapoints stand in its chart: plain numbers, of a chart so wide and so high. */
import type { AlarmConfig } from "../../platform/services/services-config.ts";
import type { AlarmView } from "../../platform/services/services-view.ts";
import { isBreaching } from "./alarm-words.ts";

export interface ChartSize {
  readonly width: number;
  readonly height: number;
}

export interface ChartPoint {
  readonly atMs: number;
  readonly value: number | null;
  readonly x: number;
  /** Undefined where there is no data. */
  readonly y: number | undefined;
  readonly breaching: boolean;
}

export interface AlarmChartLayout {
  readonly points: readonly ChartPoint[];
  readonly thresholdY: number;
  readonly top: number;
}

/** The threshold and every value are in sight; the bottom is zero, or the lowest value below it. */
export function layOutChart(
  datapoints: AlarmView["datapoints"],
  config: Pick<AlarmConfig, "threshold" | "comparison">,
  { width, height }: ChartSize,
): AlarmChartLayout {
  const values = datapoints.flatMap(({ value }) => (value === null ? [] : [value]));
  const highest = Math.max(config.threshold, ...values);
  const bottom = Math.min(0, config.threshold, ...values);
  // A line at the very top looks like a border.
  const top = highest === bottom ? bottom + 1 : bottom + (highest - bottom) * 1.2;
  const yOf = (value: number) => height - ((value - bottom) / (top - bottom)) * height;
  const step = width / Math.max(1, datapoints.length);
  return {
    top,
    thresholdY: yOf(config.threshold),
    points: datapoints.map(({ atMs, value }, place) => ({
      atMs,
      value,
      x: step * (place + 0.5),
      y: value === null ? undefined : yOf(value),
      breaching: value !== null && isBreaching(value, config),
    })),
  };
}
