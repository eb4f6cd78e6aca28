/**
 * `Date` on the platform's clock. While all is idle that clock may run ahead of real time (a nightly schedule in
 * seconds), and a function must read the time it was called at. The offset is constant while anything runs.
 */
import { epochMs, NativeDate } from "./primordials.ts";

export interface PlatformDate {
  setOffset(offsetMs: number): void;
  nowMs(): number;
}

export function installPlatformDate(scope: typeof globalThis): PlatformDate {
  let offsetMs = 0;
  const platformNow = () => epochMs() + offsetMs;
  scope.Date = new Proxy(NativeDate, {
    construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [platformNow()] : args, newTarget),
    apply: () => new NativeDate(platformNow()).toString(),
  });
  NativeDate.now = platformNow;
  NativeDate.prototype.constructor = scope.Date;
  return {
    setOffset(next) {
      offsetMs = Math.round(next);
    },
    nowMs: platformNow,
  };
}
