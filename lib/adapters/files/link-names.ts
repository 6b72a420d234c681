import { link } from "node:fs/promises";
import { symlinkAll } from "./bulk.ts";
import { lstat, readlink, rename, symlink } from "./calls.ts";
import { codeOf, isAbsence } from "./file-errors.ts";
import { removeName } from "./staging-folder.ts";

/** What stands under a name. */
export type Standing = { kind: "nothing" } | { kind: "link"; text: string } | { kind: "other" };

export async function standingAt(path: string): Promise<Standing> {
  try {
    return { kind: "link", text: await readlink(path) };
  } catch (error) {
    if (isAbsence(error) || codeOf(error) === "ENAMETOOLONG") return { kind: "nothing" };
    if (codeOf(error) === "EINVAL") return { kind: "other" };
    throw error;
  }
}

export async function reads(path: string, text: string): Promise<boolean> {
  const standing = await standingAt(path);
  return standing.kind === "link" && standing.text === text;
}

/** Makes a link where nothing stands. False where the name is taken by something else. */
export async function makeLink(path: string, text: string): Promise<boolean> {
  try {
    await symlink(text, path);
    return true;
  } catch (error) {
    return isMadeAfterAll(path, text, error);
  }
}

/** The same for many names: `taken` throws for a name, by its place, that something else has. `before` is asked right before links are made. */
export function makeLinks(
  links: readonly { path: string; text: string }[],
  taken: (at: number) => Promise<never>,
  onMade: (links: number) => void,
  before?: () => Promise<void>,
): Promise<void> {
  const failed = async (at: number, error: unknown) => {
    const { path = "", text = "" } = links[at] ?? {};
    if (!(await isMadeAfterAll(path, text, error))) await taken(at);
  };
  return symlinkAll(links, failed, onMade, before);
}

/** A network file system may send a call twice and report only the second: what counts is what stands there. */
async function isMadeAfterAll(path: string, text: string, error: unknown): Promise<boolean> {
  const code = codeOf(error);
  if (code !== "EEXIST" && code !== "ENOENT") throw error;
  if (await reads(path, text)) return true;
  if (code === "ENOENT") throw error;
  return false;
}

/** Moves a name to where nothing stands. False, and nothing is moved, where that name is taken. */
export async function moveBack(from: string, to: string): Promise<boolean> {
  const standing = await standingAt(from);
  switch (standing.kind) {
    case "nothing":
      return true;
    case "link":
      if (!(await makeLink(to, standing.text))) return false;
      await removeName(from);
      return true;
    case "other":
      return moveOther(from, to);
  }
}

/** A file by a second name, which fails if it is taken; a folder can't have two, so there a look must do. */
async function moveOther(from: string, to: string): Promise<boolean> {
  try {
    if ((await lstat(from)).isFile()) {
      await link(from, to);
      await removeName(from);
      return true;
    }
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    if (isAbsence(error)) throw error;
  }
  if ((await standingAt(to)).kind !== "nothing") return false;
  await rename(from, to);
  return true;
}
