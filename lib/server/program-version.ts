import { readFileSync } from "node:fs";
import { z } from "zod";

/** The version in package.json, which lies in the folder that the program is started in. */
export function programVersion(): string {
  try {
    const { version } = z.object({ version: z.string() }).parse(JSON.parse(readFileSync("package.json", "utf8")));
    return version;
  } catch {
    return "of unknown version";
  }
}
