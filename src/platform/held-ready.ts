/** Memory that is kept ready, from when it is asked for until it is not: what provisioned concurrency is billed by. */

/** "Rounded up to the nearest five minutes": https://aws.amazon.com/lambda/pricing/ (2026-09-19) */
const STEP_MS = 300_000;

interface Span {
  readonly functionName: string;
  readonly memoryMb: number;
  readonly fromMs: number;
  toMs: number | undefined;
}

export class HeldReady {
  readonly #spans: Span[] = [];

  /** From now on as much as this, of all its containers together; 0 is none. */
  keep(functionName: string, memoryMb: number, atMs: number): void {
    const open = this.#spans.find((span) => span.functionName === functionName && span.toMs === undefined);
    if ((open?.memoryMb ?? 0) === memoryMb) return;
    if (open) open.toMs = atMs;
    if (memoryMb > 0) this.#spans.push({ functionName, memoryMb, fromMs: atMs, toMs: undefined });
  }

  /** Billed by now, of all functions or of one. */
  mbMs(nowMs: number, functionName?: string): number {
    let sum = 0;
    for (const span of this.#spans)
      if (functionName === undefined || span.functionName === functionName)
        sum += span.memoryMb * Math.ceil(((span.toMs ?? nowMs) - span.fromMs) / STEP_MS) * STEP_MS;
    return sum;
  }
}
