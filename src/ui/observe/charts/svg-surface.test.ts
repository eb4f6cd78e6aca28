import { expect, test } from "vitest";
import type { Palette } from "./palette.ts";
import { createSvgSurface } from "./svg-surface.ts";

const palette = { surface: "#fff", fontUi: "Inter, sans-serif", fontMono: "Mono" } as Palette;
const drawn = (draw: (surface: ReturnType<typeof createSvgSurface>) => void): string => {
  const surface = createSvgSurface(100, 50, palette);
  draw(surface);
  return surface.toSvg("A <title>");
};

test("stands on the palette's ground, at its size, with its title", () => {
  const svg = drawn(() => {});
  expect(svg).toContain('viewBox="0 0 100 50" width="100" height="50"');
  expect(svg).toContain('<rect width="100%" height="100%" fill="#fff"/>');
  expect(svg).toContain("<title>A &lt;title&gt;</title>");
});

test.each<[string, Parameters<typeof drawn>[0], string]>([
  [
    "a rect",
    (s) => s.rect(1, 2.345, 3, 4, { fill: "red" }, 2),
    '<rect x="1" y="2.35" width="3" height="4" rx="2" fill="red" stroke="none"/>',
  ],
  ["a ring", (s) => s.circle(5, 5, 2, { stroke: "blue", lineWidth: 1.5 }), 'r="2" fill="none" stroke="blue" stroke-width="1.5"/>'],
  [
    "an open path",
    (s) =>
      s.path(
        [
          [0, 0],
          [5, 5],
        ],
        { stroke: "red" },
      ),
    '<path d="M0 0L5 5" fill="none"',
  ],
  [
    "a closed path",
    (s) =>
      s.path(
        [
          [0, 0],
          [5, 5],
          [0, 5],
        ],
        { fill: "red" },
      ),
    '<path d="M0 0L5 5L0 5Z"',
  ],
  ["a dashed line", (s) => s.line(0, 0, 9, 9, { stroke: "red", dash: [4, 3] }), 'stroke-dasharray="4 3"'],
  [
    "text that would be markup",
    (s) => s.text(1, 2, "</text><script>", { fill: "red", sizePx: 11, align: "right" }),
    ">&lt;/text&gt;&lt;script&gt;</text>",
  ],
  ["a colour that would be markup", (s) => s.rect(0, 0, 1, 1, { fill: '"/><script>' }), 'fill="&quot;/&gt;&lt;script&gt;"'],
])("%s", (_, draw, part) => {
  expect(drawn(draw)).toContain(part);
});

test("a hatch is defined once for its colours, and referred to", () => {
  const svg = drawn((surface) => {
    for (const x of [0, 20]) surface.rect(x, 0, 9, 9, { fill: "white", stroke: "rgb(1, 2, 3)", hatched: true });
  });
  expect(svg.match(/<pattern /g)).toHaveLength(1);
  expect(svg.match(/fill="url\(#hatch-0\)"/g)).toHaveLength(2);
  expect(svg).toContain('stroke="rgb(1, 2, 3)" stroke-width="2"');
});

test("what is clipped stays within its clip", () => {
  const svg = drawn((surface) => surface.clipped(0, 0, 10, 10, () => surface.circle(5, 5, 20, { fill: "red" })));
  expect(svg).toMatch(/<clipPath id="clip-1">.*<g clip-path="url\(#clip-1\)"><circle [^>]*\/><\/g>/);
});
