import { expect, it } from "vitest";
import { rateBeside } from "./clock-rates.ts";

it("goes one rate slower or faster, and stays at the ends", () => {
  expect(rateBeside(1, 1)).toBe(60);
  expect(rateBeside(3_600, 1)).toBe("skip-idle");
  expect(rateBeside("skip-idle", 1)).toBe("skip-idle");
  expect(rateBeside("skip-idle", -1)).toBe(3_600);
  expect(rateBeside(1, -1)).toBe(1);
});
