import type { Configuration } from "./configuration.ts";
import type { KnownRange } from "./deliverable.ts";
import type { PublishedComponent } from "./published.ts";

type FrameSources = Pick<PublishedComponent, "reviewMeta" | "memberFrames"> & {
  shotFrames: PublishedComponent["version"]["shotFrames"];
};

/** More frames than a day at 1000 a second would be a typing error, not a range. */
const mostFrames = 100_000_000;

/** The range that ftrack knows of a sequence, from the first configured source that has one. `fstart = fend = 0` is "not set". */
export function knownRange(sources: FrameSources, rules: Configuration["frames"]): KnownRange | null {
  for (const source of rules.rangeFrom) {
    const range = rangeFrom(source, sources, rules);
    if (range !== null) return { ...range, source };
  }
  return null;
}

function rangeFrom(
  source: KnownRange["source"],
  sources: FrameSources,
  rules: Configuration["frames"],
): { first: number; last: number } | null {
  switch (source) {
    case "shot": {
      const { fstart, fend, handles } = sources.shotFrames;
      const cut = sound(fstart, fend);
      if (cut === null || rules.handles === "included") return cut;
      const extra = Math.max(0, Math.round(finite(handles) ?? 0));
      return { first: Math.max(0, cut.first - extra), last: cut.last + extra };
    }
    case "metadata": {
      const meta = parseReviewMeta(sources.reviewMeta);
      return meta === null ? null : sound(meta.frameIn, meta.frameOut);
    }
    case "members": {
      const frames = sources.memberFrames ?? [];
      if (frames.length === 0) return null;
      let first = Number.POSITIVE_INFINITY;
      let last = Number.NEGATIVE_INFINITY;
      for (const frame of frames) {
        first = Math.min(first, frame);
        last = Math.max(last, frame);
      }
      return sound(first, last, true);
    }
  }
}

function sound(first: unknown, last: unknown, zeroCounts = false): { first: number; last: number } | null {
  const start = finite(first);
  const end = finite(last);
  if (start === null || end === null) return null;
  const range = { first: Math.round(start), last: Math.round(end) };
  if (range.first === 0 && range.last === 0 && !zeroCounts) return null;
  if (range.first < 0 || range.last < range.first || range.last - range.first >= mostFrames) return null;
  return range;
}

function finite(value: unknown): number | null {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : null;
}

/** `ftr_meta` as publishers write it: JSON with frameIn, frameOut and frameRate, as numbers or as texts. Anything else is as if it were not there. */
export function parseReviewMeta(
  text: string | null,
): { frameIn: number | null; frameOut: number | null; frameRate: number | null } | null {
  if (text === null || text.trim() === "") return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== "object" || value === null) return null;
  const field = (name: string) => finite(Object.entries(value).find(([key]) => key === name)?.[1]);
  return { frameIn: field("frameIn"), frameOut: field("frameOut"), frameRate: field("frameRate") };
}
