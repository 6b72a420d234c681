import { createHash } from "node:crypto";
import { bytesOf, type Look, type MediaFile } from "./media.ts";
import { type FilePlace, fileName } from "./places.ts";
import type { ComponentRecipe } from "./recipes.ts";
import type { Damage } from "./scenes.ts";
import type { Shot } from "./shows.ts";

/** Each shot has a colour of its own. */
export function lookOf(shot: Shot, frame = shot.frames.first): Look {
  const hue = createHash("sha256").update(shot.path).digest().readUInt8() % 24;
  const { first, last } = shot.frames;
  return { hue, time: Math.round((23 * (Math.min(frame, last) - first)) / Math.max(1, last - first)) };
}

const framesOf = ({ first, last }: Shot["frames"]) => Array.from({ length: last - first + 1 }, (_, i) => first + i);

/** What a component has on disk, with its damages, and how many bytes it had when it was published. */
export function filesOf(
  shot: Shot,
  component: ComponentRecipe,
  place: FilePlace,
  damages: readonly Damage[],
  projectsFolder: string,
): { media: MediaFile[]; size: number } {
  const at = (frame: number) => `${projectsFolder}/${place.folder}/${fileName(place, String(frame).padStart(4, "0"))}`;
  const make = (frame: number) => mediaFile(shot, component, at(frame), frame);
  const whole = (component.sequence ? framesOf(shot.frames) : [shot.frames.first]).map(make);
  const size = whole.reduce((sum, file) => sum + bytesOf(file).length, 0);
  const damaged = (files: MediaFile[], damage: Damage): MediaFile[] => {
    switch (damage.kind) {
      case "gone":
        return [];
      case "missing":
        return files.filter((file) => !damage.frames.some((frame) => file.path === at(frame)));
      case "zero-byte":
        return files.map((file) =>
          damage.frames.some((frame) => file.path === at(frame)) ? { kind: "text", path: file.path, text: "" } : file,
        );
      case "extra":
        return files.concat(Array.from({ length: damage.count }, (_, index) => make(shot.frames.last + 1 + index)));
    }
  };
  let media: MediaFile[] = whole;
  for (const damage of damages) media = damaged(media, damage);
  return { media, size };
}

function mediaFile(shot: Shot, { extension }: ComponentRecipe, path: string, frame: number) {
  const look = lookOf(shot, frame);
  switch (extension) {
    case ".exr":
      return { kind: "exr", path, look } as const;
    case ".jpg":
      return { kind: "jpg", path, look } as const;
    case ".mov":
      return { kind: "mov", path, look, frames: shot.frames.last - shot.frames.first + 1 } as const;
  }
}
