import { ApiError } from "#sandbox/ftrack/api-error";
import { isRecord, type JsonRecord } from "#sandbox/ftrack/json";
import type { CollectionProperty, MembersProperty, ThroughProperty } from "#sandbox/ftrack/schema/model";
import { primaryKeyOf, type Row } from "#sandbox/ftrack/store/row";
import { referenceKey } from "./coerce.ts";
import { isCustomValue, setCustomValues } from "./custom-values.ts";
import { takeAlong } from "./remove.ts";
import { setColumn } from "./set-column.ts";
import type { Writer } from "./writer.ts";

/**
 * Makes a collection hold exactly what *value* lists, by references; a mapped one by key, and by value where one is
 * given: clients list entries that they know without it. Values of custom attributes are only set: each entity has all of them always.
 * @throws ApiError ValidationError, IntegrityError
 */
export function replaceCollection(writer: Writer, owner: Row, property: CollectionProperty, value: unknown): void {
  if (property.kind === "computed-collection" || value === null) return;
  if (!Array.isArray(value)) throw new ApiError("ValidationError", `'${property.name}' must be a list`);
  const entries: readonly unknown[] = value;
  if (property.kind === "through") replaceLinks(writer, owner, property, entries);
  else if (isCustomValue(property.target)) setCustomValues(writer, owner, entries.filter(isRecord));
  else if (property.mapped && !property.restricted) replaceMapped(writer, owner, property, entries.filter(isRecord));
  else replaceMembers(writer, owner, property, entries);
}

function replaceMembers(writer: Writer, owner: Row, property: MembersProperty, entries: readonly unknown[]): void {
  const { target, column, only } = property;
  const { store } = writer;
  const wanted = new Set(
    entries.map((entry) => {
      const key = referenceKey(target, entry);
      const member = store.get(target, key);
      if (member === undefined) throw missing(property, key);
      return member;
    }),
  );
  for (const member of [...membersOf(writer, owner, property)]) {
    if (!wanted.has(member)) letGo(writer, member, property);
  }
  const ownerKey = primaryKeyOf(owner);
  for (const member of wanted) {
    setColumn(writer, member, column, ownerKey);
    if (only !== undefined) setColumn(writer, member, only.column, only.value);
    if (member.type.properties.has("parent_type") && column.name === "parent_id") nameParent(writer, member, owner);
    writer.touch(member, [column.name]);
  }
}

/** Without its owner a member goes too if it can't be without one. */
function letGo(writer: Writer, member: Row, { column }: MembersProperty): void {
  const bound = member.type.needs.includes(column) || member.type.primaryKey.includes(column);
  if (bound) takeAlong(writer, member);
  else setColumn(writer, member, column, null);
}

function nameParent(writer: Writer, member: Row, owner: Row): void {
  const property = member.type.properties.get("parent_type");
  if (property?.kind === "column") writer.update(member.type, primaryKeyOf(member), { parent_type: owner.type.name });
}

function replaceMapped(writer: Writer, owner: Row, property: MembersProperty, entries: readonly JsonRecord[]): void {
  const { target, column } = property;
  const ownerKey = primaryKeyOf(owner);
  const keyColumn = target.family.column("key");
  const kept = new Set(entries.map((entry) => entry.key));
  for (const member of [...membersOf(writer, owner, property)]) {
    if (keyColumn !== undefined && !kept.has(member.values[keyColumn.slot])) takeAlong(writer, member);
  }
  for (const entry of entries) {
    const known = [...membersOf(writer, owner, property)].find(
      (member) => keyColumn !== undefined && member.values[keyColumn.slot] === entry.key,
    );
    if (known === undefined) writer.create(target, { ...entry, [column.name]: ownerKey });
    else if (entry.value !== undefined) writer.update(target, primaryKeyOf(known), { value: entry.value });
  }
}

function replaceLinks(writer: Writer, owner: Row, property: ThroughProperty, entries: readonly unknown[]): void {
  const { target, link, own, other } = property;
  const { store } = writer;
  const ownerKey = primaryKeyOf(owner);
  const wanted = new Set(entries.map((entry) => referenceKey(target, entry)));
  for (const row of [...store.lookup(own, ownerKey)]) {
    const key = String(row.values[other.slot]);
    if (!wanted.delete(key)) takeAlong(writer, row);
  }
  for (const key of wanted) {
    if (store.get(target, key) === undefined) throw missing(property, key);
    writer.create(link, { [own.name]: ownerKey, [other.name]: key });
  }
}

function membersOf(writer: Writer, owner: Row, property: MembersProperty): readonly Row[] {
  return writer.store.lookup(property.column, primaryKeyOf(owner)).filter((row) => belongs(row, property));
}

function belongs(row: Row, { target, only }: MembersProperty): boolean {
  return target.covers.has(row.type) && (only === undefined || row.values[only.column.slot] === only.value);
}

function missing(property: MembersProperty | ThroughProperty, key: string): ApiError {
  return new ApiError("IntegrityError", `'${property.name}': there is no ${property.target.name} '${key}'`);
}
