/** What somebody reads first who unpacks a zip without knowing what made it. */
import { CODE_FOLDER, SETTINGS_FILE } from "../folder.ts";
import type { Project, ProjectFunction, Trigger } from "../schema.ts";

export const README_FILE = "README.md";

export function readmeOf(project: Project): string {
  const secrets = Object.keys(project.secrets).length;
  return [
    `# ${project.name}`,
    "A set-up of Coldstart, a playground that runs serverless functions in the browser.",
    "To open it, drop this zip on Coldstart's page, or choose Import zip under All projects. Nothing of it runs before you say so.",
    ["| what | where |", "| --- | --- |", ...rowsOf(project)].join("\n"),
    "What buckets, tables and queues held when it was packed is not in it.",
    ...(secrets === 0
      ? []
      : [
          `\`${SETTINGS_FILE}\` holds ${secrets === 1 ? "a secret" : `${secrets} secrets`} as typed: give it only to those who may read them.`,
        ]),
    "",
  ].join("\n\n");
}

function rowsOf({ functions }: Project): readonly string[] {
  return [
    `| settings, triggers, services, test events, traffic plan | \`${SETTINGS_FILE}\` |`,
    ...functions.map((each) => `| ${each.name}${startedBy(each)} | \`${CODE_FOLDER}${each.name}/\` |`),
  ];
}

function startedBy({ triggers }: ProjectFunction): string {
  return triggers.length === 0 ? "" : `: ${triggers.map(triggerWords).join(", ")}`;
}

function triggerWords(trigger: Trigger): string {
  switch (trigger.type) {
    case "http":
      return `${trigger.method} ${trigger.path}`;
    case "schedule":
      return trigger.expression;
    case "upload":
      return `uploads to ${trigger.bucket}`;
    case "queue":
      return `queue ${trigger.queue}`;
    case "table":
      return `table ${trigger.table}`;
    case "alarm":
      return `alarm ${trigger.alarm}`;
    case "topic":
      return `topic ${trigger.topic}`;
    case "function-url":
      return "a URL of its own";
  }
}
