import { createHash } from "node:crypto";
import type { JsonRecord } from "./json.ts";

const prefixLength = 4;

/** What is kept of a key. The key itself can't be read back by anybody, so that no query gives one away. */
export function hashedKey(key: string): string {
  return createHash("sha256").update(key).digest("hex");
}

/**
 * The data of an ApiKey as it is stored: of the key only its hash, and its start by which people tell keys apart.
 * Those who think of users only name the owner `user_id`.
 */
export function sealedKey({ user_id, ...data }: JsonRecord): JsonRecord {
  const owner = data.resource_id ?? user_id;
  const sealed = owner === undefined ? data : { ...data, resource_id: owner };
  const { identifier } = data;
  if (typeof identifier !== "string") return sealed;
  const prefix = identifier.length >= 4 * prefixLength ? identifier.slice(0, prefixLength) : null;
  return { ...sealed, identifier: hashedKey(identifier), prefix };
}
