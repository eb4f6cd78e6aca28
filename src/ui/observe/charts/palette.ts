/** The tokens' colours as they are on this page now, light or dark, for what is not drawn by CSS. */
const TOKENS = {
  surface: "--surface",
  sunken: "--sunken",
  ink: "--ink",
  inkSoft: "--ink-2",
  inkFaint: "--ink-3",
  line: "--line",
  lineStrong: "--line-2",
  start: "--ph-provision",
  init: "--ph-init",
  run: "--ph-run",
  idle: "--ph-idle",
  crash: "--ph-crash",
  rounding: "--round",
  server: "--server",
  accent: "--accent",
  focus: "--focus",
} as const;

export type Palette = Readonly<Record<keyof typeof TOKENS, string>> & { readonly fontUi: string; readonly fontMono: string };

export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element);
  const read = (token: string) => style.getPropertyValue(token).trim();
  const colours = Object.fromEntries(Object.entries(TOKENS).map(([name, token]) => [name, read(token)]));
  return { ...(colours as Record<keyof typeof TOKENS, string>), fontUi: read("--font-ui"), fontMono: read("--font-mono") };
}
