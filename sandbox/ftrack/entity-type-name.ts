import { schema } from "./schema/schema.ts";

const typedContext = schema.must("TypedContext");

const tables = new Map<string, string>([
  ["task", "TypedContext"],
  ["show", "Project"],
]);

for (const type of schema.types.values()) {
  tables.set(type.name.toLowerCase(), typedContext.covers.has(type) ? "TypedContext" : type.name);
}

/** The name by which `parent_type` and its like call an entity's type: every typed context is a `TypedContext`. */
export function entityTypeName(text: string): string {
  return tables.get(text.toLowerCase()) ?? text;
}
