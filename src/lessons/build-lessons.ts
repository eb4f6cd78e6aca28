/**
 * Build side (Node): makes `virtual:lessons` of the folders beside it, the list at once and each lesson as a part of its
 * own that comes when it is opened. What is wrong with a lesson ends the build, all of it, each with file and line.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { Plugin } from "vite";
import { type LessonProblem, parseLesson } from "./build-lesson.ts";
import { COURSE } from "./course.ts";
import { GLOSSARY } from "./glossary.ts";
import type { Lesson, LessonSummary } from "./lesson.ts";

const ROOT = fileURLToPath(new URL("./", import.meta.url));
const LIST = "virtual:lessons";
const ONE = "virtual:lesson/";

export function lessonsPlugin(): Plugin {
  return {
    name: "coldstart-lessons",
    resolveId: (id) => (id === LIST || id.startsWith(ONE) ? `\0${id}` : undefined),
    async load(id) {
      if (id === `\0${LIST}`) {
        for (const folder of lessonFolders()) for (const path of filesOf(folder)) this.addWatchFile(join(ROOT, folder, path));
        const read = await Promise.allSettled(lessonFolders().map(builtLesson));
        const wrong = read.flatMap((each) => (each.status === "rejected" ? [textOf(each.reason)] : []));
        if (wrong.length > 0) this.error(wrong.join("\n"));
        const lessons = read.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
        return listModule(lessons);
      }
      if (!id.startsWith(`\0${ONE}`)) return undefined;
      const folder = id.slice(ONE.length + 1);
      const lesson = await builtLesson(folder);
      const checks = JSON.stringify(join(ROOT, folder, "check.ts"));
      return `export { checks } from ${checks};\nexport const lesson = ${JSON.stringify(lesson)};`;
    },
    configureServer(server) {
      // A folder that comes or goes changes the list too; the page has its place and progress back after a reload.
      server.watcher.on("all", (_, path) => {
        if (!path.startsWith(ROOT) || !relative(ROOT, path).includes(sep)) return;
        for (const [id, module] of server.moduleGraph.idToModuleMap) {
          if (id.startsWith(`\0${ONE}`) || id === `\0${LIST}`) server.moduleGraph.invalidateModule(module);
        }
        server.ws.send({ type: "full-reload" });
      });
    },
  };
}

/** In the course's order; those without a folder have their place and say so. */
export function summariesOf(lessons: readonly Lesson[]): readonly LessonSummary[] {
  return COURSE.map(({ id, title, summary }, place) => {
    const lesson = lessons.find((each) => each.id === id);
    return lesson
      ? { id, number: place + 1, title: lesson.title, summary: lesson.summary, minutes: lesson.minutes, built: true }
      : { id, number: place + 1, title, summary, minutes: 0, built: false };
  });
}

function textOf(reason: unknown): string {
  return reason instanceof Error ? reason.message : String(reason);
}

function listModule(lessons: readonly Lesson[]): string {
  const loaders = lessons.map(({ id }) => `${JSON.stringify(id)}: () => import(${JSON.stringify(ONE + id)})`);
  return `export const lessonSummaries = ${JSON.stringify(summariesOf(lessons))};\nexport const lessonLoaders = { ${loaders.join(", ")} };`;
}

export function lessonFolders(): readonly string[] {
  const folders = readdirSync(ROOT, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders.map(({ name }) => name).sort();
}

/** Throws what is wrong with it. */
export async function builtLesson(folder: string): Promise<Lesson> {
  const files = Object.fromEntries(filesOf(folder).map((path) => [path, readFileSync(join(ROOT, folder, path), "utf8")]));
  const checkIds = files["check.ts"] === undefined ? undefined : await checkIdsIn(join(ROOT, folder, "check.ts"));
  const read = parseLesson({ id: folder, files, checkIds }, { course: COURSE, glossary: GLOSSARY });
  if (!read.ok) throw new Error(problemText(folder, read.problems));
  const folders = lessonFolders();
  const next = COURSE.slice(read.lesson.number).find(({ id }) => folders.includes(id));
  return { ...read.lesson, ...(next ? { next: next.id } : {}) };
}

export function problemText(folder: string, problems: readonly LessonProblem[]): string {
  const lines = problems.map(({ file, line, message }) => `  src/lessons/${folder}/${file}:${line}: ${message}`);
  return `The lesson ${folder} cannot be built:\n${lines.join("\n")}`;
}

function filesOf(folder: string): readonly string[] {
  const entries = readdirSync(join(ROOT, folder), { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile());
  return entries.map(({ parentPath, name }) => relative(join(ROOT, folder), join(parentPath, name)).replaceAll(sep, "/")).sort();
}

/** By running it: what an author exports may be put together in any way. */
async function checkIdsIn(path: string): Promise<readonly string[]> {
  const { outputFiles } = await build({ entryPoints: [path], bundle: true, write: false, format: "esm", platform: "neutral" });
  const text = outputFiles[0]?.text ?? "";
  const { checks } = (await import(`data:text/javascript;base64,${Buffer.from(text).toString("base64")}`)) as { checks?: unknown };
  if (typeof checks !== "object" || checks === null) throw new Error(`${path}:1: It exports no \`checks\`.`);
  return Object.keys(checks);
}
