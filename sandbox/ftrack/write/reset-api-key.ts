import { randomBytes } from "node:crypto";
import { columnOf } from "#sandbox/ftrack/read/column-of";
import { schema } from "#sandbox/ftrack/schema/schema";
import { primaryKeyOf, type Row } from "#sandbox/ftrack/store/row";
import type { Writer } from "./writer.ts";

const apiKey = schema.must("ApiKey");
const ownerId = columnOf("ApiKey", "resource_id");

/** Gives *user* a new key in the place of all that it had, and answers it: nothing tells the key ever again. */
export function resetApiKey(writer: Writer, user: Row): string {
  const owner = primaryKeyOf(user);
  for (const row of [...writer.store.lookup(ownerId, owner)]) writer.remove(apiKey, primaryKeyOf(row));
  const identifier = randomBytes(24).toString("base64url");
  writer.create(apiKey, { identifier, resource_id: owner });
  return identifier;
}
