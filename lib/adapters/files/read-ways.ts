import { readlink } from "node:fs/promises";
import { joinPath, segmentsOf } from "#lib/domain/posix-path";
import { eachBounded } from "./each-bounded.ts";
import { codeOf, isAbsence, isRefusal, storageFailure } from "./file-errors.ts";

const pathsAtOnce = 8;
/** As many as the kernel follows. */
const mostLinks = 40;

/** Of each path the links that one meets on the way to it: where each really stands, and what it says. Throws AppError storage-failed. */
export async function readWays(paths: readonly string[]): Promise<[place: string, text: string][][]> {
  const known = new Map<string, Promise<string | null>>();
  const textAt = (place: string) => {
    const text = known.get(place) ?? linkTextAt(place);
    known.set(place, text);
    return text;
  };
  const ways = new Map<string, [string, string][]>();
  await eachBounded(new Set(paths), pathsAtOnce, async (path) => {
    ways.set(path, await linksTowards(path, textAt));
  });
  return paths.map((path) => ways.get(path) ?? []);
}

async function linksTowards(
  path: string,
  textAt: (place: string) => Promise<string | null>,
): Promise<[string, string][]> {
  const links: [string, string][] = [];
  const ahead = segmentsOf(path).reverse();
  let at = "/";
  for (let step = ahead.pop(); step !== undefined && links.length < mostLinks; step = ahead.pop()) {
    if (step === "..") {
      at = joinPath("/", ...segmentsOf(at).slice(0, -1));
      continue;
    }
    const place = joinPath(at, step);
    const text = await textAt(place);
    if (text === null) {
      at = place;
      continue;
    }
    links.push([place, text]);
    ahead.push(...segmentsOf(text).reverse());
    if (text.startsWith("/")) at = "/";
  }
  return links;
}

/** Null where no link stands that this account can read. */
async function linkTextAt(place: string): Promise<string | null> {
  try {
    return await readlink(place);
  } catch (error) {
    if (codeOf(error) === "EINVAL" || isAbsence(error) || isRefusal(error)) return null;
    throw storageFailure(error, place);
  }
}
