const SIDE = 32;

/** A picture as plain text, PPM (https://netpbm.sourceforge.net/doc/ppm.html): its size, then red, green and blue of each pixel. */
export function takePicture(sunX: number): string {
  const pixels = Array.from({ length: SIDE * SIDE }, (_, place) => colourAt(place % SIDE, Math.floor(place / SIDE), sunX));
  return `P3\n${SIDE} ${SIDE}\n255\n${pixels.join("\n")}\n`;
}

function colourAt(x: number, y: number, sunX: number): string {
  if ((x - sunX) ** 2 + (y - 12) ** 2 < 30) return "255 214 110";
  return y < 22 ? `${90 + 6 * y} ${110 + 3 * y} ${200 - 3 * y}` : `34 ${60 + 2 * y} 52`;
}
