/** A small picture of a large one: each of its squares is the mean of the pixels it stands for. */
export function thumbnailOf(ppm: string, side = 8): string {
  const { width, height, samples } = readPicture(ppm);
  const squares = Array.from({ length: side * side }, (_, place) => {
    const [x, y] = [place % side, Math.floor(place / side)];
    const colour = [0, 1, 2].map((channel) => {
      let sum = 0;
      let count = 0;
      for (let row = Math.floor((y * height) / side); row < ((y + 1) * height) / side; row += 1) {
        for (let column = Math.floor((x * width) / side); column < ((x + 1) * width) / side; column += 1) {
          sum += samples[(row * width + column) * 3 + channel] ?? 0;
          count += 1;
        }
      }
      return Math.round(sum / count);
    });
    return `<path fill="rgb(${colour})" d="M${x} ${y}h1v1h-1z"/>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}">${squares.join("")}</svg>`;
}

function readPicture(ppm: string) {
  const [kind, ...words] = ppm.trim().split(/\s+/);
  if (kind !== "P3") throw new Error("No picture: a plain PPM begins with P3");
  const [width = 0, height = 0, , ...samples] = words.map(Number);
  const there = Math.floor(samples.length / 3);
  if (there !== width * height) throw new Error(`Torn picture: ${there} of ${width * height} pixels are there`);
  return { width, height, samples };
}
