import { fstatSync, readFileSync } from "node:fs";
import { z } from "zod";
import { type CreateOperation, joined } from "./operation.ts";
import { startFtrack } from "./server.ts";

const operation = z.object({
  action: z.literal("create"),
  entity_type: z.string(),
  entity_data: z.record(z.string(), z.unknown()),
});

const fileEntry = z.object({ contentType: z.string(), path: z.string() });

/** What the child is told: ports, and files that hold the content and the bytes of components. */
const optionsSchema = z.object({
  port: z.number().int().min(0).max(65_535).optional(),
  host: z.string().optional(),
  operations: z.array(operation).optional(),
  operationsFile: z.string().optional(),
  /** A module whose `operations(input)` makes content that is too large for a file; written after that of the file. */
  generator: z.object({ module: z.string(), input: z.unknown() }).optional(),
  seed: z.object({ file: z.string(), operations: z.array(operation) }).optional(),
  /** Component id → a file on disk that holds its bytes. */
  files: z.record(z.string(), fileEntry).optional(),
  storageScenario: z.unknown().optional(),
  /** Opens the port where faults are ordered; 0 for a free one. */
  adminPort: z.number().int().min(0).max(65_535).optional(),
});

async function main(): Promise<void> {
  const told = asksToEnd();
  const options = optionsSchema.parse(await readOptions());
  const stored = options.operationsFile === undefined ? [] : z.array(operation).parse(readJson(options.operationsFile));
  const files = Object.entries(options.files ?? {}).map(
    ([id, { contentType, path }]) => [id, { contentType, bytes: readFileSync(path) }] as const,
  );
  const server = await startFtrack({
    ...(options.port !== undefined && { port: options.port }),
    ...(options.host !== undefined && { host: options.host }),
    ...(options.storageScenario !== undefined && { storageScenario: options.storageScenario }),
    ...(options.adminPort !== undefined && { adminPort: options.adminPort }),
    ...(options.seed !== undefined && { seed: options.seed }),
    operations: joined(stored, options.operations ?? [], await generated(options.generator)),
    files: new Map(files),
  });
  const ready = { url: server.url, ...(server.adminUrl !== null && { adminUrl: server.adminUrl }) };
  process.stdout.write(`${JSON.stringify(ready)}\n`);
  // The parent may be gone already; that is told by asksToEnd, not by a failed message.
  if (process.connected) process.send?.(ready, undefined, undefined, () => undefined);
  await told;
  await server.close();
  process.exit(0);
}

/** From the file that is named first on the command line, else from the parent's first message. */
function readOptions(): Promise<unknown> {
  const [, , file] = process.argv;
  if (file !== undefined) return Promise.resolve(readJson(file));
  if (process.send === undefined) {
    return Promise.reject(new Error("Name a file with options, or start this with an IPC channel and send them"));
  }
  return new Promise((resolve) => {
    process.once("message", resolve);
  });
}

/** Settles when a signal says so, or when the parent goes away. */
function asksToEnd(): Promise<void> {
  return new Promise((resolve) => {
    const end = () => resolve();
    process.on("SIGTERM", end);
    process.on("SIGINT", end);
    if (process.send !== undefined) {
      process.on("disconnect", end);
      return;
    }
    // A terminal or an empty input tells nothing of a parent; a pipe ends with the one who holds it.
    const input = fstatSync(0);
    if (!input.isFIFO() && !input.isSocket()) return;
    process.stdin.on("end", end);
    process.stdin.on("error", end);
    process.stdin.resume();
  });
}

const generatorSchema = z.object({
  operations: z.custom<(input: unknown) => Iterable<CreateOperation>>((made) => typeof made === "function"),
});

async function generated(
  generator: { readonly module: string; readonly input: unknown } | undefined,
): Promise<Iterable<CreateOperation>> {
  if (generator === undefined) return [];
  const { operations } = generatorSchema.parse(await import(generator.module));
  return operations(generator.input);
}

function readJson(path: string): unknown {
  const content: unknown = JSON.parse(readFileSync(path, "utf8"));
  return content;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
