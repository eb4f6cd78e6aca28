import { expect, test, vi } from "vitest";
import type { ConsoleHandle } from "./console-handle.ts";
import { callsOf } from "./embed-calls.ts";

/** Every method of it, to any depth, says that it was called. */
function fakeHandle() {
  const called: [string, readonly unknown[]][] = [];
  const method = (name: string) => vi.fn((...args: unknown[]) => called.push([name, args]));
  const names = [
    "deploy",
    "invoke",
    "http",
    "upload",
    "send",
    "put",
    "remove",
    "load",
    "containers",
    "invocations",
    "services",
    "bill",
    "reset",
  ];
  const project = ["open", "get", "link", "openLink", "trust"].map((name) => [name, method(`project.${name}`)] as const);
  const clock = ["nowMs", "advance", "setRate"].map((name) => [name, method(`clock.${name}`)] as const);
  const handle = {
    ...Object.fromEntries(names.map((name) => [name, method(name)])),
    project: Object.fromEntries(project),
    clock: Object.fromEntries(clock),
  };
  return { handle: handle as unknown as ConsoleHandle, called };
}

test("each call reaches the method of its name, and trust is none of them", () => {
  const { handle, called } = fakeHandle();
  const calls = callsOf(handle);
  expect(Object.keys(calls).filter((name) => /trust|intents|ready/.test(name))).toEqual([]);
  const args: Readonly<Record<string, readonly unknown[]>> = {
    invoke: ["f", {}],
    upload: ["b", "k", "text"],
    send: ["q", "body"],
    put: ["t", {}],
    remove: ["t", {}],
    "clock.advance": [5],
    "clock.setRate": ["skip-idle"],
  };
  for (const [name, call] of Object.entries(calls)) call(...(args[name] ?? []));
  expect(called.map(([name]) => name)).toEqual(Object.keys(calls));
});

test.each<readonly [string, readonly unknown[]]>([
  ["invoke", [7, {}]],
  ["invoke", ["f", {}, "async"]],
  ["deploy", [{ toString: () => "f" }]],
  ["upload", ["b", "k", { size: 1 }]],
  ["upload", [null, "k", "x"]],
  ["send", ["q", {}]],
  ["send", ["q", "x", { a: 1 }]],
  ["put", ["t", []]],
  ["put", ["t", null]],
  ["remove", ["t", "key"]],
  ["clock.advance", [-1]],
  ["clock.advance", [Number.POSITIVE_INFINITY]],
  ["clock.advance", ["1000"]],
  ["clock.setRate", [Number.NaN]],
  ["project.openLink", ["#c1.x", []]],
])("%s refuses what is of another kind (%#)", (name, args) => {
  const { handle, called } = fakeHandle();
  expect(() => callsOf(handle)[name]?.(...args)).toThrow(expect.objectContaining({ code: "argument", remedy: expect.any(String) }));
  expect(called).toEqual([]);
});

test("only the kind of invocation passes through its options: a signal cannot", () => {
  const { handle, called } = fakeHandle();
  callsOf(handle).invoke?.("f", { x: 1 }, { type: "async", signal: {} });
  expect(called).toEqual([["invoke", ["f", { x: 1 }, { type: "async" }]]]);
});
