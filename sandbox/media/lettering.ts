import type { Raster } from "./picture.ts";

/** Letters of 3×5 points, five rows of three bits each, top first. */
const glyphs: Readonly<Record<string, readonly number[]>> = {
  "0": [7, 5, 5, 5, 7],
  "1": [2, 6, 2, 2, 7],
  "2": [7, 1, 7, 4, 7],
  "3": [7, 1, 7, 1, 7],
  "4": [5, 5, 7, 1, 1],
  "5": [7, 4, 7, 1, 7],
  "6": [7, 4, 7, 5, 7],
  "7": [7, 1, 1, 1, 1],
  "8": [7, 5, 7, 5, 7],
  "9": [7, 5, 7, 1, 7],
  a: [2, 5, 7, 5, 5],
  b: [6, 5, 6, 5, 6],
  c: [7, 4, 4, 4, 7],
  d: [6, 5, 5, 5, 6],
  e: [7, 4, 6, 4, 7],
  f: [7, 4, 6, 4, 4],
  g: [7, 4, 5, 5, 7],
  h: [5, 5, 7, 5, 5],
  i: [7, 2, 2, 2, 7],
  j: [1, 1, 1, 5, 7],
  k: [5, 5, 6, 5, 5],
  l: [4, 4, 4, 4, 7],
  m: [5, 7, 7, 5, 5],
  n: [6, 5, 5, 5, 5],
  o: [7, 5, 5, 5, 7],
  p: [7, 5, 7, 4, 4],
  q: [7, 5, 5, 7, 1],
  r: [6, 5, 6, 5, 5],
  s: [7, 4, 7, 1, 7],
  t: [7, 2, 2, 2, 2],
  u: [5, 5, 5, 5, 7],
  v: [5, 5, 5, 5, 2],
  w: [5, 5, 7, 7, 5],
  x: [5, 5, 2, 5, 5],
  y: [5, 5, 2, 2, 2],
  z: [7, 1, 2, 4, 7],
  " ": [0, 0, 0, 0, 0],
  _: [0, 0, 0, 0, 7],
};

/** A copy of the raster with one line of text in white across its lower left. */
export function lettered({ width, height, points }: Raster, text: string): Raster {
  const copy = Buffer.from(points);
  [...text.toLowerCase()].forEach((letter, index) => {
    glyphs[letter]?.forEach((line, row) => {
      for (let column = 0; column < 3; column++) {
        const x = 3 + index * 4 + column;
        if ((line & (4 >> column)) === 0 || x >= width) continue;
        const place = ((height - 8 + row) * width + x) * 3;
        copy.fill(255, place, place + 3);
      }
    });
  });
  return { width, height, points: copy };
}
