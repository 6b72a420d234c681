import { promises as fs } from "node:fs";
import { z } from "zod";
import type { CreateOperation } from "#sandbox/ftrack/operation";

const entrySchema = z.object({
  action: z.literal("create"),
  entity_type: z.string().min(1),
  entity_data: z.record(z.string(), z.unknown()),
});

/**
 * The create operations that a seed file holds, a JSON list in the form in which clients send them.
 * @throws Error with a sentence that names the file, the entry and what is wrong with it.
 */
export async function readSeed(file: string): Promise<CreateOperation[]> {
  const content = parseJson(file, await readText(file));
  if (!Array.isArray(content)) {
    throw new Error(`The seed ${file} holds no list. Make it a JSON list of create operations.`);
  }
  return content.map((entry: unknown, index) => {
    const { success, data, error } = entrySchema.safeParse(entry);
    if (success) return data;
    const [issue] = error.issues;
    const what = issue === undefined ? "it is no create operation" : problemOf(entry, issue);
    throw new Error(
      `The seed ${file} can't be used: entry ${index + 1} of ${content.length}: ${what}. ` +
        'Each entry is {"action": "create", "entity_type": "…", "entity_data": {…}}.',
    );
  });
}

async function readText(file: string): Promise<string> {
  try {
    return await fs.readFile(file, "utf8");
  } catch (error) {
    throw new Error(`The seed ${file} can't be read: ${messageOf(error)}.`);
  }
}

function parseJson(file: string, text: string): unknown {
  try {
    const content: unknown = JSON.parse(text);
    return content;
  } catch (error) {
    throw new Error(`The seed ${file} is no JSON: ${messageOf(error)}.`);
  }
}

function problemOf(entry: unknown, issue: z.core.$ZodIssue): string {
  const [name] = issue.path;
  if (typeof name !== "string") return "it is no object";
  const found = typeof entry === "object" && entry !== null && name in entry;
  return found ? `${issue.path.join(".")} is not as it should be (${issue.message})` : `it has no ${name}`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
