import { expect, test } from "vitest";
import { parseClassResult } from "../../project/setup/classroom.ts";
import { starterProject } from "../../project/starter.ts";
import { createColdstartStore } from "../../store/create-store.ts";
import { FakePort, TEST_SETTINGS } from "../../store/fake-port.ts";
import { classResultOf, resultSetup } from "./class-result.ts";

test("a result is what was done here, and reads back as it was written", () => {
  const store = createColdstartStore(new FakePort(), { settings: TEST_SETTINGS });
  store.setState(({ platform }) => ({
    lesson: {
      id: "09-scaling",
      open: true,
      step: 1,
      steps: { burst: { state: "done", hintsShown: 0 }, limit: { state: "wrong", hintsShown: 1 } },
    },
    platform: { ...platform, totals: { ...platform.totals, invocations: 20, throttles: 3, coldStarts: 7, errors: 2, billedMbMs: 5_000 } },
  }));
  const result = classResultOf(store.getState(), "  Ada ", " ");
  expect(result).toMatchObject({
    from: "Ada",
    lesson: { id: "09-scaling", stepsDone: ["burst"] },
    figures: { requests: 23, coldStarts: 7, errors: 2, billedMbMs: 5_000 },
  });
  expect(result).not.toHaveProperty("note");
  expect(parseClassResult(JSON.parse(JSON.stringify(result)))).toEqual(result);
});

test("for the leader, nothing is locked and nothing is asked for again", () => {
  const classroom = {
    title: "Group 2",
    lockedFiles: [{ functionName: "hello", path: "index.ts" }],
    hintsHidden: true,
    asksForResult: true,
  };
  const setup = { project: starterProject(), classroom };
  expect(resultSetup(setup).classroom).toEqual({ title: "Group 2", lockedFiles: [], hintsHidden: true, asksForResult: false });
});
