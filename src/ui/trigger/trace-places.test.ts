import { expect, it } from "vitest";
import { placeOf } from "./trace-places.ts";

const paths = ["index.ts", "src/deep.ts"];

it.each([
  ["    at handler (index.ts:7:9)", { path: "index.ts", line: 7 }],
  ["    at async src/deep.ts:12:1", { path: "src/deep.ts", line: 12 }],
  ["    at ./index.ts:3:1", { path: "index.ts", line: 3 }],
  ["    at file:///var/task/index.ts:3:1", { path: "index.ts", line: 3 }],
  ["handler@src/deep.ts:4:2", { path: "src/deep.ts", line: 4 }],
  ["    at other (elsewhere.ts:7:9)", undefined],
  ["TypeError: index.ts is not a function", undefined],
  ["Error: 10:20", undefined],
])("%s", (line, place) => {
  expect(placeOf(line, paths)).toEqual(place);
});
