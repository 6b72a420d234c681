import { ApiError } from "./api-error.ts";
import { wireDate } from "./dates.ts";
import type { CreateOperation } from "./operation.ts";
import { parseOperation } from "./parse-operation.ts";
import type { Row } from "./store/row.ts";
import type { Store } from "./store/store.ts";
import { Writer } from "./write/writer.ts";

/** Entities that somebody adds to the content; `file` is where they were read. */
export type Seed = { readonly file: string; readonly operations: readonly CreateOperation[] };

/**
 * Writes a seed after all other content. Entries may name entities that only later ones create.
 * @throws Error with a sentence that names the file, the entry and what is wrong with it.
 */
export function loadSeed(store: Store, { file, operations }: Seed): void {
  const writer = new Writer(store, { now: wireDate(Date.now()), strict: true });
  const entryOf = new Map<Row, number>();
  const refused = (index: number, reason: string) => {
    const what = `entry ${index + 1} of ${operations.length} (${operations[index]?.entity_type ?? "?"})`;
    return new Error(`The seed ${file} can't be used: ${what}: ${reason}`);
  };
  for (const [index, sent] of operations.entries()) {
    try {
      const operation = parseOperation(store.schema, sent);
      if (operation.action === "create") entryOf.set(writer.create(operation.type, operation.data), index);
    } catch (error) {
      throw error instanceof ApiError ? refused(index, error.message) : error;
    }
  }
  try {
    writer.settle();
  } catch (error) {
    throw error instanceof ApiError ? new Error(`The seed ${file} can't be used: ${error.message}`) : error;
  }
  writer.settle();
  const [lost] = writer.unfilled();
  if (lost === undefined) return;
  const { row, property, key } = lost;
  const target = property.target?.name ?? "entity";
  throw refused(entryOf.get(row) ?? 0, `its ${property.name} is '${key}', but there is no ${target} of that id`);
}
