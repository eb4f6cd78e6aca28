/** Whether a value is on the bad side of an alarm's threshold: one comparison for the alarm and for whoever shows it. */
import type { AlarmConfig } from "../services-config.ts";

export function isBreaching(value: number, { comparison, threshold }: Pick<AlarmConfig, "comparison" | "threshold">): boolean {
  switch (comparison) {
    case ">":
      return value > threshold;
    case ">=":
      return value >= threshold;
    case "<":
      return value < threshold;
    case "<=":
      return value <= threshold;
  }
}
