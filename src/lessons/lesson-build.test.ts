import { describe, expect, it } from "vitest";
import { folderOf } from "../project/folder.ts";
import { starterProject } from "../project/starter.ts";
import { type LessonProblem, parseLesson, type ReadLesson } from "./build-lesson.ts";
import type { CourseEntry } from "./course.ts";
import type { GlossaryEntry } from "./glossary.ts";

const COURSE: readonly CourseEntry[] = [
  { id: "01-first", title: "First", summary: "One." },
  { id: "02-second", title: "Second", summary: "Two." },
];
const GLOSSARY: readonly GlossaryEntry[] = [{ term: "cold start", also: ["starts cold"], sentence: "A request that waits." }];

const FRONT = `---
title: A good lesson
summary: It says what it is.
minutes: 8
---
`;
const GOOD = `${FRONT}Hello **there**, a [[cold start]] or one that [[starts cold]]; press <kbd>Ctrl Enter</kbd>.

- one \`a < b\`
- two

1. first

| a | b |
| - | - |
| *x* | [[cold start\\|it waits]] |

\`\`\`js
const a = "<b>";
\`\`\`

## Send it {#send}
\`\`\`step
point: send
minutes: 2
question:
  text: "How many cold starts?"
  unit: cold starts
  min: 0
  max: 100
\`\`\`
Press Send. See [AWS](https://docs.aws.amazon.com/) and [the second](../02-second/).

> Hint: Look at the top.
>
> There it is.

> Hint: \`Send\` it.

### Why \`so\`?
Because.

## Look {#look-around}
Look around.

## Afterwards {#afterwards}
Well done.
`;

const lineIn = (text: string, begin: string) => text.split("\n").findIndex((line) => line.startsWith(begin)) + 1;
const LOOK_LINE = lineIn(GOOD, "## Look");

const SETUP = folderOf({ project: starterProject() });
const inFolder = (folder: string) => Object.fromEntries(Object.entries(SETUP).map(([path, text]) => [`${folder}/${path}`, text]));
const FILES = {
  "lesson.md": GOOD,
  "check.ts": "checks = {\n  send: x,\n  'look-around': y,\n}",
  ...inFolder("start"),
  ...inFolder("solution"),
};

function read(change: Partial<Record<string, string | undefined>> = {}, checkIds = ["send", "look-around"], id = "01-first"): ReadLesson {
  const files = Object.fromEntries(
    Object.entries({ ...FILES, ...change }).flatMap(([path, text]) => (text === undefined ? [] : [[path, text]])),
  );
  return parseLesson({ id, files, checkIds }, { course: COURSE, glossary: GLOSSARY });
}

function problemsOf(result: ReadLesson): readonly LessonProblem[] {
  return result.ok ? [] : result.problems;
}

describe("a good lesson", () => {
  const result = read();
  const lesson = result.ok ? result.lesson : undefined;

  it("has nothing wrong", () => expect(problemsOf(result)).toEqual([]));

  it("has its place, title, summary and minutes", () =>
    expect(lesson).toMatchObject({
      id: "01-first",
      number: 1,
      title: "A good lesson",
      summary: "It says what it is.",
      minutes: 8,
      built: true,
    }));

  it("keeps its introduction as plain data", () =>
    expect(lesson?.intro).toEqual([
      {
        type: "paragraph",
        text: [
          "Hello ",
          { type: "strong", text: ["there"] },
          ", a ",
          { type: "term", term: "cold start", text: "cold start" },
          " or one that ",
          { type: "term", term: "cold start", text: "starts cold" },
          "; press ",
          { type: "key", text: "Ctrl Enter" },
          ".",
        ],
      },
      { type: "list", ordered: false, items: [["one ", { type: "code", text: "a < b" }], ["two"]] },
      { type: "list", ordered: true, items: [["first"]] },
      {
        type: "table",
        head: [["a"], ["b"]],
        rows: [[[{ type: "em", text: ["x"] }], [{ type: "term", term: "cold start", text: "it waits" }]]],
      },
      { type: "code", language: "js", text: 'const a = "<b>";' },
    ]));

  it("has its steps with what belongs to each", () => {
    expect(lesson?.steps).toEqual([
      {
        id: "send",
        title: "Send it",
        text: [
          {
            type: "paragraph",
            text: [
              "Press Send. See ",
              { type: "link", href: "https://docs.aws.amazon.com/", text: ["AWS"] },
              " and ",
              { type: "link", href: "lesson:02-second", text: ["the second"] },
              ".",
            ],
          },
        ],
        hints: [
          [
            { type: "paragraph", text: ["Look at the top."] },
            { type: "paragraph", text: ["There it is."] },
          ],
          [{ type: "paragraph", text: [{ type: "code", text: "Send" }, " it."] }],
        ],
        asides: [{ title: "Why so?", text: [{ type: "paragraph", text: ["Because."] }] }],
        point: "send",
        minutes: 2,
        question: { text: "How many cold starts?", unit: "cold starts", min: 0, max: 100 },
      },
      {
        id: "look-around",
        title: "Look",
        text: [{ type: "paragraph", text: ["Look around."] }],
        hints: [],
        asides: [],
      },
    ]);
    expect(lesson?.outro).toEqual([{ type: "paragraph", text: ["Well done."] }]);
  });

  it("holds both set-ups", () => expect([lesson?.start.project.name, lesson?.solution.project.name]).toEqual(["hello", "hello"]));
});

const step = (text: string) => `${FRONT}## Send it {#send}\n${text}\n\n## Look {#look-around}\nLook.\n`;
const front = (text: string) => `---\n${text}\n---\n${GOOD.slice(FRONT.length)}`;

const TEXTS: readonly (readonly [what: string, text: string, line: number, says: RegExp])[] = [
  ["no front matter", GOOD.slice(FRONT.length), 1, /begins with its front matter/],
  ["front matter that is not known", front("title: A\nsummary: B\nminutes: 3\nauthor: me"), 5, /"author" is not known/],
  ["no title", front("summary: B\nminutes: 3"), 2, /There is no title/],
  ["an empty title", front('title: ""\nsummary: B\nminutes: 3'), 2, /title is a text/],
  ["minutes out of bounds", front("title: A\nsummary: B\nminutes: 999"), 4, /minutes is a number from 1 to 240/],
  ["minutes that are words", front("title: A\nsummary: B\nminutes: few"), 4, /minutes is a number/],
  ["bad YAML", front("title: [A\nsummary: B\nminutes: 3"), 3, /./],
  [
    "two steps of one id",
    `${GOOD.replace("{#look-around}", "{#send}")}`,
    LOOK_LINE,
    new RegExp(`Two steps have the id "send"; the other one is in line ${lineIn(GOOD, "## Send")}`),
  ],
  ["a step without an id", GOOD.replace(" {#look-around}", ""), LOOK_LINE, /"Look" needs an id/],
  ["a step with an id of capitals", GOOD.replace("{#look-around}", "{#Look}"), LOOK_LINE, /needs an id of small letters/],
  ["no step", `${FRONT}Hello.\n`, 1, /There is no step/],
  ["a step after the last section", `${GOOD}\n## More {#more}\nMore.\n`, lineIn(GOOD, "Well done") + 2, /nothing comes after it/],
  ["a step without text", step("> Hint: x"), 7, /has no text/],
  ["a spot that is none", step("```step\npoint: sned\n```\nText."), 8, /"sned" is no spot/],
  ["a step's setting that is not known", step("```step\npoint: send\ncolour: red\n```\nText."), 9, /"colour" is not known here/],
  ["settings that do not come first", step("Text.\n\n```step\npoint: send\n```"), 9, /right below its heading/],
  ["a question without bounds", step("```step\nquestion:\n  text: How many?\n  unit: ms\n  min: 0\n```\nText."), 8, /There is no max/],
  [
    "a question out of bounds",
    step("```step\nquestion:\n  text: How many?\n  unit: ms\n  min: 9\n  max: 3\n```\nText."),
    8,
    /min \(9\) is below/,
  ],
  ["a question below nothing", step("```step\nquestion:\n  text: How many?\n  unit: ms\n  min: -9\n  max: 3\n```\nText."), 8, /0 or more/],
  ["a question that is a text", step("```step\nquestion: How many?\n```\nText."), 8, /Here stand text, unit, min, max/],
  ["a term that is none", step("Text\nand [[warmth]]."), 8, /\[\[warmth\]\] is no term of the glossary/],
  ["a term that is not closed", step("Text\nand [[cold start."), 7, /a term is written/],
  ["a dead relative link", step("See [that](../99-gone/)."), 7, /leads nowhere/],
  ["a link that is not safe", step("See [that](javascript:alert(1))."), 7, /leads nowhere/],
  ["a plain http link", step("See [that](http://example.com/)."), 7, /leads nowhere/],
  ["an image", step("Text.\n\n![a picture](a.png)"), 9, /Images are not supported/],
  ["HTML within a text", step("Some <b>bold</b>."), 7, /HTML is not supported/],
  ["HTML of its own", step("Text.\n\n<script>alert(1)</script>"), 9, /HTML is not supported/],
  ["an entity", step("a &amp; b"), 7, /write the sign itself/],
  [
    "a heading of the first level",
    `${FRONT}# Title {#title}\nText.\n${GOOD.slice(FRONT.length)}`,
    6,
    /The title stands in the front matter/,
  ],
  ["a heading too deep", step("Text.\n\n#### Deep\nMore."), 9, /no deeper heading/],
  ["an aside in the introduction", `${FRONT}### Why?\nSo.\n${GOOD.slice(FRONT.length)}`, 6, /No heading of this level in the introduction/],
  ["an aside without text", step("Text.\n\n### Why?"), 7, /The aside "Why\?" is empty/],
  ["a hint in the introduction", `${FRONT}> Hint: x\n\n${GOOD.slice(FRONT.length)}`, 6, /A hint belongs to a step/],
  ["a quotation that is no hint", step("Text.\n\n> He said so."), 9, /is a hint of its step/],
  ["a list in a list", step("- a\n  - b"), 7, /one paragraph/],
  ["a rule", step("Text.\n\n***"), 9, /A rule \(---\) is not supported/],
  ["struck out text", step("~~Text~~"), 7, /not supported/],
];

describe("what is wrong in lesson.md", () => {
  it.each(TEXTS)("%s", (_, text, line, says) => {
    const problems = problemsOf(read({ "lesson.md": text }));
    expect(problems.map((each) => [each.file, each.line, each.message])).toContainEqual(["lesson.md", line, expect.stringMatching(says)]);
  });

  it("is told all at once", () => {
    const problems = problemsOf(read({ "lesson.md": step("[[warmth]]\n\n![x](y.png)\n\n<b>") }));
    expect(problems).toHaveLength(3);
  });
});

describe("what is wrong around it", () => {
  const cases: readonly (readonly [what: string, result: ReadLesson, file: string, line: number, says: RegExp])[] = [
    ["no lesson.md", read({ "lesson.md": undefined }), "lesson.md", 1, /There is no lesson.md/],
    ["no check.ts", read({ "check.ts": undefined }), "check.ts", 1, /There is no check.ts/],
    ["a step without a check", read({}, ["send"]), "lesson.md", LOOK_LINE, /"look-around" has no check/],
    ["a check without a step", read({}, ["send", "look-around", "gone"]), "check.ts", 1, /"gone" has no step/],
    [
      "a check's line",
      read({ "lesson.md": step("Text.").replace("{#look-around}", "{#look}") }),
      "check.ts",
      3,
      /"look-around" has no step/,
    ],
    ["no place in the course", read({}, undefined, "09-gone"), "lesson.md", 1, /course.ts has no entry "09-gone"/],
    ["no start", read({ "start/coldstart.json": undefined }), "start/coldstart.json", 1, /There is no coldstart.json/],
    ["a bad solution", read({ "solution/coldstart.json": "{" }), "solution/coldstart.json", 1, /not a JSON object/],
    ["a stray file in start", read({ "start/other.txt": "x" }), "start/coldstart.json", 1, /other.txt belongs to no function/],
    [
      "a start that is no project",
      read({ "start/coldstart.json": '{"coldstart":1,"name":"","functions":[]}' }),
      "start/coldstart.json",
      1,
      /name/,
    ],
  ];
  it.each(cases)("%s", (_, result, file, line, says) => {
    expect(problemsOf(result)).toContainEqual({ file, line, message: expect.stringMatching(says) });
  });
});
