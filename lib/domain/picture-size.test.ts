import { describe, expect, test } from "vitest";
import { pictureSize } from "./picture-size.ts";

const ascii = (text: string) => [...text].map((letter) => letter.charCodeAt(0));
const zeros = (count: number) => new Array<number>(count).fill(0);
const picture = (...bytes: number[]) => Uint8Array.from(bytes);

const pictures: [kind: string, bytes: Uint8Array][] = [
  ["PNG", picture(0x89, ...ascii("PNG"), 13, 10, 26, 10, 0, 0, 0, 13, ...ascii("IHDR"), 0, 0, 2, 128, 0, 0, 1, 104)],
  ["GIF", picture(...ascii("GIF89a"), 0x80, 2, 0x68, 1)],
  [
    "JPEG, behind other segments",
    picture(0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xff, 0xc4, 0, 3, 9, 0xff, 0xc2, 0, 17, 8, 1, 0x68, 2, 0x80),
  ],
  ["WebP, extended", picture(...ascii("RIFF"), ...zeros(4), ...ascii("WEBPVP8X"), ...zeros(8), 0x7f, 2, 0, 0x67, 1, 0)],
  [
    "WebP, lossless",
    picture(...ascii("RIFF"), ...zeros(4), ...ascii("WEBPVP8L"), ...zeros(4), 0x2f, 0x7f, 0xc2, 0x59, 0),
  ],
  [
    "WebP, lossy",
    picture(...ascii("RIFF"), ...zeros(4), ...ascii("WEBPVP8 "), ...zeros(4), ...zeros(6), 0x80, 2, 0x68, 1),
  ],
];

test.each(pictures)("%s says how large it is", (_, bytes) => {
  expect(pictureSize(bytes)).toEqual({ width: 640, height: 360 });
});

test("the bytes may lie anywhere in a larger buffer", () => {
  const [, [, gif]] = [pictures[0], pictures[1] ?? ["", picture()]];
  expect(pictureSize(Uint8Array.from([1, 2, 3, ...gif]).subarray(3))).toEqual({ width: 640, height: 360 });
});

describe("nothing is said by", () => {
  test.each(pictures)("%s that ends within its head", (_, bytes) => {
    for (let length = 0; length < bytes.length; length += 1) expect(pictureSize(bytes.subarray(0, length))).toBeNull();
  });

  test.each<[string, Uint8Array]>([
    ["a page", picture(...ascii("<!doctype html><p>no picture at all</p>"))],
    ["a PNG whose first chunk is none", picture(0x89, ...ascii("PNG"), ...zeros(24))],
    ["a JPEG that loses its way", picture(0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 3, 4, ...zeros(20))],
    ["a WebP of an unknown kind", picture(...ascii("RIFF"), ...zeros(4), ...ascii("WEBPABCD"), ...zeros(20))],
  ])("%s", (_, bytes) => {
    expect(pictureSize(bytes)).toBeNull();
  });
});
