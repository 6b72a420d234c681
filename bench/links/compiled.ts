import { execFileSync } from "node:child_process";
import { join } from "node:path";

/** Builds a C source of this folder into `folder`; null, and a word of it, where this machine has no C compiler. */
export function compiled(name: "limit" | "delayed", folder: string): string | null {
  const built = join(folder, name === "delayed" ? "delayed.so" : name);
  const kind = name === "delayed" ? ["-shared", "-fPIC"] : [];
  try {
    execFileSync("cc", ["-O2", ...kind, "-o", built, join(import.meta.dirname, `${name}.c`), "-ldl"], {
      stdio: "pipe",
    });
    return built;
  } catch (error) {
    console.log(`${name}.c is left out, it can't be built here: ${error instanceof Error ? error.message : error}`);
    return null;
  }
}
