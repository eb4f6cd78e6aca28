/**
 * The platform's clock. While anything runs it goes at the speed of real time, so that what is measured stays true; while
 * all is idle it goes at the chosen rate, or jumps to the next due event. It never goes back. `advance` lets a person or
 * a test move it by hand, from one due event to the next.
 */
export interface ClockDriver {
  /** The next moment something is due, on this clock. */
  nextDueMs(): number | undefined;
  isBusy(): boolean;
  /** The clock has come this far. */
  timePassed(nowMs: number): void;
  /** Resolves when nothing runs any more. */
  whenIdle(): Promise<void>;
}

export interface PlatformClock {
  nowMs(): number;
  /** Platform time less this machine's. */
  offsetMs(): number;
  rate(): number | "skip-idle";
  setRate(rate: number | "skip-idle"): void;
  advance(ms: number): Promise<void>;
  /** Goes on from the moment an earlier page had come to, where this one is behind it. */
  goOnFrom(atMs: number): void;
  /** Something changed: busy or idle, or what is due next. */
  refresh(): void;
  dispose(): void;
}

/** Chromium takes no timer longer than this. */
const LONGEST_TIMER_MS = 2_000_000_000;
/** In "skip-idle", what was done just now stays on screen this long (real time) before the clock jumps. */
const SKIP_AFTER_MS = 400;
/** What is due and was not carried out (the frame may be dead) is tried again after this long. */
const RETRY_MS = 50;

/** The time this page began, and what has passed since by a clock that nobody sets: `Date.now()` goes back when the machine's is. */
const monotonicNowMs = () => performance.timeOrigin + performance.now();

export function createPlatformClock(driver: ClockDriver, realNowMs: () => number = monotonicNowMs): PlatformClock {
  let rate: number | "skip-idle" = 1;
  let anchorRealMs = realNowMs();
  let anchorMs = anchorRealMs;
  let speed = 1;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** When the timer is to look what is due, in real time; Infinity while it is not set for that. */
  let looksAtMs = Number.POSITIVE_INFINITY;

  const nowMs = () => anchorMs + Math.max(0, realNowMs() - anchorRealMs) * speed;

  const anchor = (atMs: number) => {
    anchorMs = Math.max(anchorMs, atMs);
    anchorRealMs = realNowMs();
  };

  const arm = (action: () => void, waitMs: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      looksAtMs = Number.POSITIVE_INFINITY;
      action();
    }, waitMs);
  };

  const disarm = () => {
    clearTimeout(timer);
    looksAtMs = Number.POSITIVE_INFINITY;
  };

  /** Called thousands of times a second: a timer that looks early enough is left as it is, and set anew once it has looked. */
  const refresh = (leastWaitMs = 0) => {
    anchor(nowMs());
    const busy = driver.isBusy();
    speed = busy || rate === "skip-idle" ? 1 : rate;
    const dueMs = driver.nextDueMs();
    if (dueMs === undefined) return disarm();
    if (rate === "skip-idle" && !busy) {
      looksAtMs = Number.POSITIVE_INFINITY;
      return arm(() => jump(dueMs), SKIP_AFTER_MS);
    }
    const waitMs = Math.min(LONGEST_TIMER_MS, Math.max(leastWaitMs, Math.ceil((dueMs - nowMs()) / speed)));
    if (looksAtMs <= realNowMs() + waitMs) return;
    looksAtMs = realNowMs() + waitMs;
    arm(fire, waitMs);
  };

  const jump = (toMs: number) => {
    if (driver.isBusy()) return refresh();
    anchor(Math.max(nowMs(), toMs));
    fire();
  };

  const fire = () => {
    driver.timePassed(nowMs());
    const dueMs = driver.nextDueMs();
    refresh(dueMs !== undefined && dueMs <= nowMs() ? RETRY_MS : 0);
  };

  return {
    nowMs,
    offsetMs: () => nowMs() - Date.now(),
    rate: () => rate,
    setRate(next) {
      anchor(nowMs());
      rate = next;
      refresh();
    },
    async advance(ms) {
      await driver.whenIdle();
      const targetMs = nowMs() + ms;
      for (;;) {
        const dueMs = driver.nextDueMs();
        if (dueMs === undefined || dueMs > targetMs) break;
        anchor(Math.max(nowMs(), dueMs));
        driver.timePassed(nowMs());
        await driver.whenIdle();
        // What is due again at this very moment would never let the clock go on.
        if (driver.nextDueMs() === dueMs) break;
      }
      anchor(Math.max(nowMs(), targetMs));
      fire();
    },
    goOnFrom(atMs) {
      if (!Number.isFinite(atMs) || atMs <= nowMs()) return;
      anchor(atMs);
      refresh();
    },
    refresh: () => refresh(),
    dispose: disarm,
  };
}
