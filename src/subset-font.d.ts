/** What is used of it: https://github.com/papandreou/subset-font */
declare module "subset-font" {
  export default function subsetFont(
    font: Uint8Array,
    text: string,
    options: { targetFormat: "woff2"; variationAxes: Readonly<Record<string, { min: number; max: number }>> },
  ): Promise<Uint8Array>;
}
