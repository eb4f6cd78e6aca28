/** Every term of the field that lessons and panels use, each in one plain sentence. */
export interface GlossaryEntry {
  /** As it is written in a sentence: "cold start". It is also the id. */
  readonly term: string;
  /** Other forms of it that texts may use: "cold starts". */
  readonly also?: readonly string[];
  readonly sentence: string;
  /** The lesson that shows it. */
  readonly lesson?: string;
}

export const GLOSSARY: readonly GlossaryEntry[] = [
  {
    term: "cold start",
    also: ["cold starts", "starts cold", "started cold"],
    sentence: "A request that has to wait for a new container, because none is idle.",
    lesson: "02-first-function",
  },
];
