/** The examples of this build: the list at once, each set-up when it is opened. */
import { exampleLoaders, exampleSummaries } from "virtual:examples";
import type { Setup } from "../project/setup/setup.ts";
import type { ExampleSummary } from "./example.ts";

export const EXAMPLES: readonly ExampleSummary[] = exampleSummaries;

/** undefined: there is no such example in this build. */
export async function loadExample(id: string): Promise<Setup | undefined> {
  return exampleLoaders[id]?.();
}
