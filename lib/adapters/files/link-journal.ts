import { readFile } from "node:fs/promises";
import { writeNew } from "./calls.ts";
import { isAbsence } from "./file-errors.ts";
import type { HeldFolder } from "./held-folder.ts";

export interface JournaledLink {
  name: string;
  text: string;
  /** What the link said that is replaced; null where nothing stood under the name. */
  replaces: string | null;
}

/** What a run is about to do in one folder: written whole before it begins, so that any later run can take it back. */
export interface Journal {
  /** Name in the staging folder of what will become the target folder; null where the target folder was there already. */
  staged: string | null;
  /** Folders that were absent, outermost first, in the studio's mount form. */
  created: readonly string[];
  links: readonly JournaledLink[];
}

export async function writeJournal(staging: HeldFolder, name: string, journal: Journal): Promise<void> {
  const links = journal.links.map(({ name, text, replaces }) => [name, text, replaces]);
  await writeNew(staging.at(name), JSON.stringify({ ...journal, links }));
}

/** Null where there is none. One that is cut short is none either: nothing had begun when it was being written. */
export async function readJournal(staging: HeldFolder, name: string): Promise<Journal | null> {
  try {
    return parseJournal(await readFile(staging.at(name), "utf8"));
  } catch (error) {
    if (isAbsence(error)) return null;
    throw error;
  }
}

function parseJournal(text: string): Journal | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof parsed !== "object" || parsed === null) return null;
  if (!("staged" in parsed && "created" in parsed && "links" in parsed)) return null;
  const { staged, created, links } = parsed;
  if (staged !== null && typeof staged !== "string") return null;
  if (!Array.isArray(created) || !Array.isArray(links)) return null;
  return {
    staged,
    created: created.filter((path: unknown) => typeof path === "string"),
    links: links.flatMap((link: unknown) => parseLink(link) ?? []),
  };
}

function parseLink(link: unknown): JournaledLink | null {
  if (!Array.isArray(link)) return null;
  const [name, text, replaces]: unknown[] = link;
  if (typeof name !== "string" || typeof text !== "string") return null;
  if (replaces !== null && typeof replaces !== "string") return null;
  return { name, text, replaces };
}
