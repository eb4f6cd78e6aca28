/** What a template is, and how it names what its function needs. */

import type { Trigger } from "../../platform/triggers/trigger.ts";
import { FUNCTION_DEFAULTS, type ProjectFunction } from "../project-function.ts";
import type { ProjectServices } from "../project-services.ts";

export interface FunctionTemplate {
  readonly id: string;
  readonly label: string;
  /** One line: what there is to see. */
  readonly description: string;
  /** A name to offer when the person gives none. */
  readonly suggestedName: string;
  create(name: string): ProjectFunction;
  /** What the function of this name needs beside it: `addServices` merges it into the project. */
  services?(name: string): Partial<ProjectServices>;
}

interface Parts {
  readonly id: string;
  readonly label: string;
  readonly description: string;
  /** "index.mjs". */
  readonly code: string;
  readonly settings?: Partial<Pick<ProjectFunction, "memoryMb" | "timeoutMs" | "environment">>;
  trigger(name: string): Trigger;
  services?(name: string): Partial<ProjectServices>;
}

export function javascriptTemplate({ code, settings, trigger, ...about }: Parts): FunctionTemplate {
  return {
    ...about,
    suggestedName: about.id,
    create: (name) => ({
      ...FUNCTION_DEFAULTS,
      ...settings,
      environment: settings?.environment ?? {},
      name,
      runtime: "javascript",
      files: { "index.mjs": code },
      triggers: [trigger(name)],
    }),
  };
}

/** "resize-uploads" for the function "Resize_": letters, digits and - only, which every service takes as a name. */
export function nameBeside(functionName: string, ending: string): string {
  const words = functionName.toLowerCase().match(/[a-z0-9]+/g) ?? ["my"];
  const beginning = words.join("-").slice(0, 40).replace(/-$/, "");
  return `${beginning}-${ending}`;
}
