/**
 * Build side (Node): a lesson's folder, read into the plain data of lesson.ts. All that is wrong is told at once, each
 * with its file and line; a lesson that has something wrong is no lesson. It reads no disk: files come in as text.
 */
import { type Folder, SETTINGS_FILE, setupOfFolder } from "../project/folder.ts";
import type { Setup } from "../project/setup/setup.ts";
import { type Fields, type Refuse, readFields } from "./build-fields.ts";
import { type Piece, type Reading, readMarkdown } from "./build-markdown.ts";
import type { CourseEntry } from "./course.ts";
import type { GlossaryEntry } from "./glossary.ts";
import type { Aside, Block, Lesson, LessonStep, Question } from "./lesson.ts";
import { SPOTS, type SpotName } from "./spots.ts";

/** What is wrong with a lesson, as an author finds it. */
export interface LessonProblem {
  /** Within the lesson's folder. */
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

export interface LessonSource {
  readonly id: string;
  /** By path within the lesson's folder: "lesson.md", "start/coldstart.json". */
  readonly files: Folder;
  /** What check.ts exports: the ids of its checks. undefined where it cannot be read, which is told elsewhere. */
  readonly checkIds: readonly string[] | undefined;
}

export interface Surroundings {
  readonly course: readonly CourseEntry[];
  readonly glossary: readonly GlossaryEntry[];
}

export type ReadLesson =
  | { readonly ok: true; readonly lesson: Omit<Lesson, "next"> }
  | { readonly ok: false; readonly problems: readonly LessonProblem[] };

const TEXT = "lesson.md";
const CHECKS = "check.ts";
const OUTRO = "afterwards";
const MOST_MINUTES = 240;

export function parseLesson(source: LessonSource, { course, glossary }: Surroundings): ReadLesson {
  const { id, files } = source;
  const problems: LessonProblem[] = [];
  const refuseIn = (file: string) => (line: number, message: string) => void problems.push({ file, line, message });
  const refuse = refuseIn(TEXT);
  const place = course.findIndex((entry) => entry.id === id);
  if (place < 0) refuse(1, `course.ts has no entry "${id}": each lesson has its place in the course.`);
  const text = files[TEXT];
  if (text === undefined) refuse(1, `There is no ${TEXT}.`);
  const { front, body, bodyLine } = cutFront(text ?? "", refuse);
  const reading: Reading = { glossary, lessons: course.map((entry) => entry.id), refuse };
  const sections = sectionsOf(readMarkdown(body, bodyLine, reading), refuse);
  if (files[CHECKS] === undefined) refuseIn(CHECKS)(1, `There is no ${CHECKS}: it exports \`checks\`, one for each step.`);
  matchChecks(sections.steps, source, refuse, refuseIn(CHECKS));
  const start = setupIn("start", files, refuseIn);
  const solution = setupIn("solution", files, refuseIn);
  if (problems.length > 0 || !start || !solution) return { ok: false, problems };
  const { intro, steps, outro } = sections;
  return {
    ok: true,
    lesson: { id, number: place + 1, ...front, built: true, intro, steps: steps.map(({ step }) => step), outro, start, solution },
  };
}

interface Front {
  readonly title: string;
  readonly summary: string;
  readonly minutes: number;
}

function cutFront(text: string, refuse: Refuse): { readonly front: Front; readonly body: string; readonly bodyLine: number } {
  const found = /^---\n([\s\S]*?)\n---\n/.exec(text.replaceAll("\r\n", "\n"));
  const front = { title: "", summary: "", minutes: 0 };
  if (!found) {
    refuse(1, "It begins with its front matter: ---, title, summary, minutes, ---.");
    return { front, body: text, bodyLine: 1 };
  }
  const fields = readFields(found[1] ?? "", 2, ["title", "summary", "minutes"], refuse);
  return {
    front: {
      title: fields.text("title", true) ?? "",
      summary: fields.text("summary", true) ?? "",
      minutes: fields.number("minutes", { min: 1, max: MOST_MINUTES, required: true }) ?? 0,
    },
    body: text.replaceAll("\r\n", "\n").slice(found[0].length),
    bodyLine: found[0].split("\n").length,
  };
}

interface Section {
  readonly line: number;
  readonly step: LessonStep;
}
interface Sections {
  readonly intro: readonly Block[];
  readonly steps: readonly Section[];
  readonly outro: readonly Block[];
}

function sectionsOf(pieces: readonly Piece[], refuse: Refuse): Sections {
  const first = pieces.findIndex((piece) => piece.type === "heading" && piece.depth <= 2);
  const intro = onlyBlocks(first < 0 ? pieces : pieces.slice(0, first), "the introduction", refuse);
  const steps: Section[] = [];
  let outro: readonly Block[] = [];
  for (const { heading, inside } of cutBy(first < 0 ? [] : pieces.slice(first))) {
    const { line, depth, text } = heading;
    if (depth === 1) refuse(line, "The title stands in the front matter; a step begins with ##.");
    const [, title = text, id] = /^(.*?)\s*\{#([a-z\d]+(?:-[a-z\d]+)*)\}$/.exec(text) ?? [];
    if (id === undefined) refuse(line, `"${text}" needs an id of small letters: ## ${title.replace(/\s*\{.*$/, "")} {#its-id}.`);
    if (outro.length > 0) refuse(line, `{#${OUTRO}} is the last section: nothing comes after it.`);
    if (id === OUTRO) outro = onlyBlocks(inside, "the last section", refuse);
    else steps.push({ line, step: stepOf(id ?? "", title, inside, refuse) });
  }
  for (const [place, { line, step }] of steps.entries()) {
    const before = steps.slice(0, place).find((other) => other.step.id === step.id && step.id !== "");
    if (before) refuse(line, `Two steps have the id "${step.id}"; the other one is in line ${before.line}.`);
  }
  if (steps.length === 0) refuse(1, "There is no step: a step begins with ## Title {#id}.");
  return { intro, steps, outro };
}

type Heading = Extract<Piece, { type: "heading" }>;

function cutBy(pieces: readonly Piece[]): readonly { readonly heading: Heading; readonly inside: readonly Piece[] }[] {
  const cut: { heading: Heading; inside: Piece[] }[] = [];
  for (const piece of pieces) {
    if (piece.type === "heading" && piece.depth <= 2) cut.push({ heading: piece, inside: [] });
    else cut.at(-1)?.inside.push(piece);
  }
  return cut;
}

function onlyBlocks(pieces: readonly Piece[], where: string, refuse: Refuse): readonly Block[] {
  return pieces.flatMap((piece) => {
    if (piece.type === "block") return [piece.block];
    if (piece.type === "heading") refuse(piece.line, `No heading of this level in ${where}: ## begins a step.`);
    if (piece.type === "hint") refuse(piece.line, `A hint belongs to a step, not to ${where}.`);
    if (piece.type === "step") refuse(piece.line, `A step's settings stand right below its heading, not in ${where}.`);
    return [];
  });
}

function stepOf(id: string, title: string, pieces: readonly Piece[], refuse: Refuse): LessonStep {
  const [first, ...others] = pieces;
  const settings = first?.type === "step" ? settingsOf(first.text, first.line + 1, refuse) : {};
  const text: Block[] = [];
  const hints: (readonly Block[])[] = [];
  const asides: { title: string; text: Block[] }[] = [];
  for (const piece of first?.type === "step" ? others : pieces) {
    if (piece.type === "step") refuse(piece.line, "A step's settings stand right below its heading.");
    else if (piece.type === "hint") hints.push(piece.text);
    else if (piece.type === "block") (asides.at(-1)?.text ?? text).push(piece.block);
    else if (piece.depth === 3) asides.push({ title: piece.text, text: [] });
    else refuse(piece.line, "Within a step, ### begins an aside; there is no deeper heading.");
  }
  for (const aside of asides) if (aside.text.length === 0) refuse(first?.line ?? 1, `The aside "${aside.title}" is empty.`);
  if (text.length === 0) refuse(first?.line ?? 1, `The step "${title}" has no text.`);
  return { id, title, text, hints, asides: asides satisfies Aside[], ...settings };
}

type Settings = Pick<LessonStep, "point" | "minutes" | "question">;

function settingsOf(text: string, firstLine: number, refuse: Refuse): Settings {
  const fields = readFields(text, firstLine, ["point", "minutes", "question"], refuse);
  const point = fields.text("point");
  const spot = SPOTS.find((each) => each === point);
  if (point !== undefined && spot === undefined) refuse(fields.line("point"), `"${point}" is no spot. Spots: ${SPOTS.join(", ")}.`);
  const minutes = fields.number("minutes", { min: 1, max: MOST_MINUTES });
  const question = questionOf(fields.inside("question", ["text", "unit", "min", "max"]), fields.line("question"), refuse);
  return {
    ...(spot === undefined ? {} : { point: spot satisfies SpotName }),
    ...(minutes === undefined ? {} : { minutes }),
    ...(question === undefined ? {} : { question }),
  };
}

function questionOf(fields: Fields | undefined, line: number, refuse: Refuse): Question | undefined {
  if (!fields) return undefined;
  const text = fields.text("text", true);
  const unit = fields.text("unit", true);
  const min = fields.number("min", { required: true });
  const max = fields.number("max", { required: true });
  if (text === undefined || unit === undefined || min === undefined || max === undefined) return undefined;
  if (min >= max) refuse(line, `A question's min (${min}) is below its max (${max}).`);
  // What was answered is kept as an amount.
  if (min < 0) refuse(line, `A question's min is 0 or more, not ${min}.`);
  return { text, unit, min, max };
}

function matchChecks(steps: readonly Section[], { files, checkIds }: LessonSource, refuse: Refuse, refuseCheck: Refuse): void {
  if (!checkIds) return;
  for (const { line, step } of steps) {
    if (step.id !== "" && !checkIds.includes(step.id)) refuse(line, `The step "${step.id}" has no check: add it to ${CHECKS}.`);
  }
  const source = (files[CHECKS] ?? "").split("\n");
  for (const id of checkIds) {
    if (steps.some(({ step }) => step.id === id)) continue;
    const at = source.findIndex((line) => new RegExp(`^\\s*["']?${id}["']?\\s*[:,(]`).test(line));
    refuseCheck(Math.max(1, at + 1), `The check "${id}" has no step: no heading of ${TEXT} has {#${id}}.`);
  }
}

function setupIn(folder: "start" | "solution", files: Folder, refuseIn: (file: string) => Refuse): Setup | undefined {
  const prefix = `${folder}/`;
  const inside = Object.entries(files).filter(([path]) => path.startsWith(prefix));
  const read = setupOfFolder(Object.fromEntries(inside.map(([path, text]) => [path.slice(prefix.length), text])));
  if (read.ok) return read.value;
  refuseIn(`${prefix}${SETTINGS_FILE}`)(1, `${read.message} ${read.remedy}`);
  return undefined;
}
