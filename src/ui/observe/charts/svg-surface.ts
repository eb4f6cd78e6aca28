/** A surface that gives SVG text: the same drawing as on the page, for a file. Everything from outside is escaped. */
import type { Palette } from "./palette.ts";
import type { Paint, Surface, TextPaint } from "./surface.ts";

const HATCH_STEP_PX = 4;

export interface SvgSurface extends Surface {
  /** The whole document, with the palette's surface as its ground. */
  toSvg(title: string): string;
}

export function createSvgSurface(width: number, height: number, palette: Palette): SvgSurface {
  const parts: string[] = [];
  const hatches = new Map<string, string>();
  let clips = 0;

  const fillOf = ({ fill, stroke, hatched }: Paint): string => {
    if (!hatched || stroke === undefined) return fill ?? "none";
    const key = `${fill ?? "none"}\n${stroke}`;
    const id = hatches.get(key) ?? `hatch-${hatches.size}`;
    hatches.set(key, id);
    return `url(#${id})`;
  };
  const paintOf = (paint: Paint): string =>
    attributes({
      fill: fillOf(paint),
      stroke: paint.stroke ?? "none",
      "stroke-width": paint.stroke === undefined ? undefined : (paint.lineWidth ?? 1),
      "stroke-dasharray": paint.dash?.join(" "),
      opacity: paint.opacity,
    });
  const hatchDefinitions = () =>
    [...hatches].map(([key, id]) => {
      const [fill = "none", stroke = "none"] = key.split("\n");
      const ground = fill === "none" ? "" : `<rect width="${HATCH_STEP_PX}" height="${HATCH_STEP_PX}" fill="${escaped(fill)}"/>`;
      return `<pattern id="${id}" width="${HATCH_STEP_PX}" height="${HATCH_STEP_PX}" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">${ground}<path d="M0 0V${HATCH_STEP_PX}" stroke="${escaped(stroke)}" stroke-width="2"/></pattern>`;
    });

  return {
    width,
    height,
    rect: (x, y, w, h, paint, radius) =>
      void parts.push(`<rect ${attributes({ x, y, width: w, height: h, rx: radius })} ${paintOf(paint)}/>`),
    circle: (cx, cy, r, paint) => void parts.push(`<circle ${attributes({ cx, cy, r })} ${paintOf(paint)}/>`),
    path(points, paint, closed = paint.fill !== undefined) {
      const d = points.map(([x, y], place) => `${place === 0 ? "M" : "L"}${short(x)} ${short(y)}`).join("") + (closed ? "Z" : "");
      if (d !== "") parts.push(`<path d="${d}" ${paintOf(paint)}/>`);
    },
    line: (x1, y1, x2, y2, paint) => void parts.push(`<line ${attributes({ x1, y1, x2, y2 })} ${paintOf(paint)}/>`),
    text: (x, y, text, paint) => void parts.push(`<text ${attributes({ x, y })} ${textPaint(paint, palette)}>${escaped(text)}</text>`),
    clipped(x, y, w, h, draw) {
      clips += 1;
      const id = `clip-${clips}`;
      parts.push(`<clipPath id="${id}"><rect ${attributes({ x, y, width: w, height: h })}/></clipPath><g clip-path="url(#${id})">`);
      draw();
      parts.push("</g>");
    },
    toSvg: (title) =>
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${short(width)} ${short(height)}" width="${short(width)}" height="${short(height)}" role="img"><title>${escaped(title)}</title><defs>${hatchDefinitions().join("")}</defs><rect width="100%" height="100%" fill="${escaped(palette.surface)}"/>${parts.join("")}</svg>`,
  };
}

const BASELINES = { top: "hanging", middle: "central", alphabetic: "alphabetic" } as const;
const ANCHORS = { left: "start", center: "middle", right: "end" } as const;

function textPaint({ fill, sizePx, weight, mono, align = "left", baseline = "middle" }: TextPaint, { fontMono, fontUi }: Palette): string {
  return attributes({
    fill,
    "font-size": sizePx,
    "font-weight": weight,
    "font-family": mono ? fontMono : fontUi,
    "text-anchor": ANCHORS[align],
    "dominant-baseline": BASELINES[baseline],
  });
}

/** Those that are undefined are left out. */
function attributes(values: Readonly<Record<string, string | number | undefined>>): string {
  return Object.entries(values)
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name}="${typeof value === "number" ? short(value) : escaped(value)}"`]))
    .join(" ");
}

function short(value: number): string {
  return String(Math.round(value * 100) / 100);
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** What XML has no place for is left out. */
export function escaped(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "").replace(/[&<>"']/g, (char) => ENTITIES[char] ?? "");
}
