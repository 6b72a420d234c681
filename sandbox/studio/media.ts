import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { promises as timers } from "node:timers";
import { exr } from "#sandbox/media/exr";
import { jpeg } from "#sandbox/media/jpeg";
import { lettered } from "#sandbox/media/lettering";
import { mov } from "#sandbox/media/mov";
import { gradient, type Raster, rasterOf } from "#sandbox/media/picture";
import { png } from "#sandbox/media/png";

/** What a file shows: a hue of 24, and how far through the shot it is, 0 to 23. */
export interface Look {
  hue: number;
  time: number;
}

/** One thing of the studio's storage. Paths are absolute. */
export type MediaFile =
  | { kind: "exr" | "jpg"; path: string; look: Look }
  | { kind: "mov"; path: string; look: Look; frames: number }
  | { kind: "text"; path: string; text: string }
  | { kind: "folder"; path: string }
  | { kind: "link"; path: string; to: string };

const steps = 24;
const memory = new Map<string, Buffer>();
const rasters = new Map<string, Raster>();
const once = (key: string, make: () => Buffer) => remembered(memory, key, make);

function remembered<T>(store: Map<string, T>, key: string, make: () => T): T {
  const known = store.get(key);
  if (known) return known;
  const made = make();
  store.set(key, made);
  return made;
}

const pictureOf = ({ hue, time }: Look) => gradient(hue / steps, time / (steps - 1));

function jpegOf(look: Look): Buffer {
  return once(`jpg ${look.hue} ${look.time}`, () => jpeg(96, 54, pictureOf(look)));
}

/** The bytes of a file, equal for equal looks. */
export function bytesOf(file: Exclude<MediaFile, { kind: "folder" | "link" }>): Buffer {
  switch (file.kind) {
    case "text":
      return Buffer.from(file.text);
    case "exr":
      return once(`exr ${file.look.hue} ${file.look.time}`, () => exr(32, 18, pictureOf(file.look)));
    case "jpg":
      return jpegOf(file.look);
    case "mov":
      return once(`mov ${file.look.hue} ${file.frames}`, () => {
        const frames = Array.from({ length: file.frames }, (_, frame) =>
          jpegOf({ hue: file.look.hue, time: frame % steps }),
        );
        return mov({ width: 96, height: 54, framesPerSecond: 24, frames });
      });
  }
}

/** A thumbnail of 192×108 points with a line of text, as PNG. */
export function thumbnailOf(look: Look, text: string): Buffer {
  const raster = remembered(rasters, `${look.hue} ${look.time}`, () => rasterOf(pictureOf(look), 96, 54));
  return png(lettered(raster, text), 2);
}

/** Makes all of it on disk, letting other work through between folders. Folders that must be there are made. */
export async function writeMedia(media: readonly MediaFile[]): Promise<void> {
  const made = new Set<string>();
  const ensure = (folder: string) => {
    if (made.has(folder)) return false;
    mkdirSync(folder, { recursive: true });
    made.add(folder);
    return true;
  };
  for (const file of media) {
    if (file.kind === "folder") ensure(file.path);
    else if (ensure(dirname(file.path))) await timers.setImmediate();
    if (file.kind === "link") symlinkSync(file.to, file.path);
    else if (file.kind !== "folder") writeFileSync(file.path, bytesOf(file));
  }
}
