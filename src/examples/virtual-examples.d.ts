/** What build-examples.ts makes of the folders beside it. */
declare module "virtual:examples" {
  export const exampleSummaries: readonly import("./example.ts").ExampleSummary[];
  export const exampleLoaders: Readonly<Record<string, () => Promise<import("../project/setup/setup.ts").Setup>>>;
}
