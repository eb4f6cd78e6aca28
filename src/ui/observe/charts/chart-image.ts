/**
 * A chart as a picture: SVG text, and PNG made of it. A chart that draws itself is drawn once more, on a surface that
 * gives SVG; one of Recharts is its own SVG, with the styles that the page's sheets give it written into it.
 */
import type { Palette } from "./palette.ts";
import type { Surface } from "./surface.ts";
import { createSvgSurface, escaped } from "./svg-surface.ts";

/** What draws a chart at the size of the surface. */
export type DrawChart = (surface: Surface, palette: Palette) => void;

/** Twice the size on screen: it is still sharp on a slide. */
const PNG_SCALE = 2;

export function svgOfDrawing(
  title: string,
  draw: DrawChart,
  { width, height }: { width: number; height: number },
  palette: Palette,
): string {
  const surface = createSvgSurface(width, height, palette);
  draw(surface, palette);
  return surface.toSvg(title);
}

/** What is styled by sheets and means something in a picture. */
const STYLES = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "stroke-opacity",
  "stroke-dasharray",
  "opacity",
  "font-family",
  "font-size",
  "font-weight",
  "text-anchor",
  "shape-rendering",
] as const;

export function svgOfElement(title: string, chart: SVGSVGElement, palette: Palette): string {
  const { width, height } = chart.getBoundingClientRect();
  const copy = chart.cloneNode(true) as SVGSVGElement;
  const originals = [chart, ...chart.querySelectorAll<SVGElement>("*")];
  const copies = [copy, ...copy.querySelectorAll<SVGElement>("*")];
  for (const [place, original] of originals.entries()) {
    const style = getComputedStyle(original);
    const own = STYLES.map((name) => `${name}:${style.getPropertyValue(name)}`).join(";");
    const target = copies[place];
    target?.setAttribute("style", own);
    for (const name of ["class", "tabindex", "role"]) target?.removeAttribute(name);
  }
  copy.querySelector("title")?.remove();
  const inner = copy.innerHTML;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img"><title>${escaped(title)}</title><rect width="100%" height="100%" fill="${escaped(palette.surface)}"/>${inner}</svg>`;
}

/** Rejects where the browser cannot read its own SVG. */
export async function pngOf(svg: string): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = Math.ceil(image.naturalWidth * PNG_SCALE);
    canvas.height = Math.ceil(image.naturalHeight * PNG_SCALE);
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) =>
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("The picture is too large for this browser."))), "image/png"),
    );
  } finally {
    URL.revokeObjectURL(url);
  }
}
