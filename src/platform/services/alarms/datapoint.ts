/** One period of an alarm's metric. */
export interface Datapoint {
  /** When the period began. */
  readonly atMs: number;
  /** null: no data. */
  readonly value: number | null;
  readonly sampleCount: number;
}
