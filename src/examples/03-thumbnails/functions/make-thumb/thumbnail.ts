const TILES = 8;

/** No image library: the file's own bytes become an 8 x 8 pattern of colours, the same for the same file. */
export function thumbnailOf(name: string, bytes: Uint8Array): string {
  const tiles = Array.from({ length: TILES * TILES }, (_, place) => {
    const from = Math.floor((place * bytes.length) / (TILES * TILES));
    const hue = Math.round(((bytes[from] ?? 0) / 255) * 360);
    const [x, y] = [place % TILES, Math.floor(place / TILES)];
    return `<rect x="${x}" y="${y}" width="1" height="1" fill="hsl(${hue} 60% 55%)"/>`;
  });
  const title = name.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${TILES} ${TILES}"><title>${title}</title>${tiles.join("")}</svg>`;
}
