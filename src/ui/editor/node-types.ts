/** What the editor knows of Node.js and of Lambda's events: the published type definitions, as they are in the packages. */

const FILES = import.meta.glob<string>(
  [
    "/node_modules/@types/node/**/*.d.ts",
    "!/node_modules/@types/node/ts5.*/**",
    "/node_modules/@types/aws-lambda/**/*.d.ts",
    "/node_modules/undici-types/*.d.ts",
  ],
  { query: "?raw", import: "default", eager: true },
);

export function nodeTypes(): readonly { readonly uri: string; readonly text: string }[] {
  return Object.entries(FILES).map(([path, text]) => ({ uri: `file://${path}`, text }));
}
