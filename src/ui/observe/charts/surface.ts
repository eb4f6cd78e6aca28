/**
 * What a chart that draws itself draws on: a canvas on the page, or SVG text for export. A chart is a function of its
 * data, its size and its palette onto this.
 */
export interface Paint {
  readonly fill?: string;
  readonly stroke?: string;
  /** CSS pixels; 1 by default. */
  readonly lineWidth?: number;
  readonly dash?: readonly number[];
  /** 0 to 1. */
  readonly opacity?: number;
  /** Diagonal lines in `stroke` over `fill`: for what must be told apart without colour. */
  readonly hatched?: boolean;
}

export interface TextPaint {
  readonly fill: string;
  readonly sizePx: number;
  readonly weight?: number;
  readonly mono?: boolean;
  readonly align?: "left" | "center" | "right";
  /** Of the given y; "middle" by default. */
  readonly baseline?: "top" | "middle" | "alphabetic";
}

/** Coordinates in CSS pixels from the top left. */
export interface Surface {
  readonly width: number;
  readonly height: number;
  rect(x: number, y: number, width: number, height: number, paint: Paint, radius?: number): void;
  circle(x: number, y: number, radius: number, paint: Paint): void;
  /** Corners in order; closed where it is filled. */
  path(points: readonly (readonly [number, number])[], paint: Paint, closed?: boolean): void;
  line(x1: number, y1: number, x2: number, y2: number, paint: Paint): void;
  text(x: number, y: number, text: string, paint: TextPaint): void;
  /** What `draw` draws stays within. */
  clipped(x: number, y: number, width: number, height: number, draw: () => void): void;
}
