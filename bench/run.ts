import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** `npm run bench -- NAME`: the measurement of that name; its last line is one JSON object of figures. */
const folder = fileURLToPath(new URL(".", import.meta.url));
const names = readdirSync(folder)
  .filter((name) => name.endsWith(".ts") && name !== "run.ts")
  .map((name) => name.slice(0, -3));
const [, , wanted = ""] = process.argv;

if (names.includes(wanted)) {
  process.argv.splice(1, 2, `${folder}${wanted}.ts`);
  await import(`./${wanted}.ts`);
} else {
  console.error(`There is no measurement "${wanted}". Name one of: ${names.join(", ")}.`);
  process.exitCode = 1;
}
