import { expect, it } from "vitest";
import type { LogLine } from "../../platform/results.ts";
import { levelOf } from "./line-level.ts";

it.each<[Omit<LogLine, "atMs">, ReturnType<typeof levelOf>]>([
  [{ from: "console", level: "WARN", text: "START of it" }, "WARN"],
  [{ from: "stdout", text: "REPORT" }, undefined],
  [{ from: "platform", text: "START RequestId: r Version: $LATEST" }, "PLATFORM"],
  [{ from: "platform", text: "REPORT RequestId: r\tDuration: 1.00 ms" }, "PLATFORM"],
  [{ from: "platform", text: "INIT_START Runtime Version: x" }, "PLATFORM"],
  [{ from: "platform", text: "INIT_REPORT Init Duration: 10.00 ms\tPhase: init\tStatus: timeout" }, "ERROR"],
  [{ from: "platform", text: "2026-01-02T03:04:05.006Z r Task timed out after 3.00 seconds" }, "ERROR"],
  [{ from: "platform", text: "2026-01-02T03:04:05.006Z\tr\tFATAL\tout" }, "FATAL"],
])("%j", (line, level) => expect(levelOf({ atMs: 0, ...line })).toBe(level));
