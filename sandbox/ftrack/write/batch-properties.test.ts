import fc from "fast-check";
import { expect, test } from "vitest";
import { ApiError } from "#sandbox/ftrack/api-error";
import type { JsonRecord } from "#sandbox/ftrack/json";
import { OpenStudio, refusalOf } from "#sandbox/ftrack/open-tiny-studio";
import { schema } from "#sandbox/ftrack/schema/schema";
import { primaryKeyOf, type Row } from "#sandbox/ftrack/store/row";
import type { Store } from "#sandbox/ftrack/store/store";
import { idOf } from "#sandbox/ftrack/tiny-ids";

const cases = Math.min(20_000, Number(process.env.COMPOUT_CASES ?? 300));
const perCase = 40;

const families = [...new Set([...schema.types.values()].map(({ family }) => family))];
type Family = (typeof families)[number];

function rowsOf(store: Store, family: Family): readonly Row[] {
  const roots = [...schema.types.values()].filter((type) => type.family === family && type.base === undefined);
  return roots.flatMap((type) => [...store.all(type)]);
}

/** All that a store holds, in its order, with what each index finds. */
function contentOf(store: Store): string {
  const content = families.map((family) => {
    const rows = rowsOf(store, family);
    const indexed = family.columns.filter((column) => column.indexed);
    return {
      family: family.name,
      size: store.size(family),
      rows: rows.map((row) => [row.type.name, row.serial, ...row.values.map((value) => value ?? String(value))]),
      found: indexed.map((column) =>
        [...new Set(rows.map((row) => row.values[column.slot]))].map((value) => [
          value ?? null,
          store.lookup(column, value).map(({ serial }) => serial),
        ]),
      ),
    };
  });
  return JSON.stringify(content);
}

const named = (...names: readonly string[]) => fc.constantFrom(...names).map(idOf);
const contexts = named("nxp", "old", "ep01", "seq010", "sh0010", "sh0020", "hero", "task1", "task2", "new1", "new2");
const versions = named("v1", "v2", "p1", "new1", "new2");
const users = named("artist", "boss", "gone", "new1");
const notes = named("note", "new1", "new2");
const ids = named("new1", "new2", "new3");
const words = fc.constantFrom("a", "b", "sh0010", "compout", "Monday", "");
const mentions = (type: string, from: fc.Arbitrary<string>) =>
  fc.array(
    from.map((id) => ({ __entity_type__: type, id })),
    { maxLength: 3 },
  );
const entries = fc.array(fc.record({ key: words, value: words }), { maxLength: 3 });

/** What may be said of an entity of each type; not all of it is allowed, and that is part of it. */
const data: Readonly<Record<string, fc.Arbitrary<JsonRecord>>> = {
  Shot: some({ id: ids, name: words, parent_id: contexts, status_id: named("todo", "approved"), metadata: entries }),
  Task: some({
    id: ids,
    name: words,
    parent_id: contexts,
    status_id: named("todo", "wip"),
    notes: mentions("Note", notes),
  }),
  Project: some({ id: ids, name: words, project_schema_id: named("vfx"), children: mentions("Context", contexts) }),
  Asset: some({ id: ids, name: words, context_id: contexts, type_id: named("render", "plate"), metadata: entries }),
  AssetVersion: some({
    id: ids,
    asset_id: named("compout", "plates", "new1"),
    task_id: named("task1", "new1"),
    status_id: named("wip", "ready"),
    thumbnail_id: named("thumb", "new1"),
    uses_versions: mentions("AssetVersion", versions),
    metadata: entries,
  }),
  FileComponent: some({ id: ids, name: words, version_id: versions, container_id: named("left", "new1") }),
  Note: some({
    id: ids,
    content: words,
    parent_id: versions,
    user_id: users,
    in_reply_to_id: notes,
    replies: mentions("Note", notes),
  }),
  Metadata: some({ parent_id: versions, key: words, value: words }),
  List: some({
    id: ids,
    name: words,
    project_id: named("nxp", "old"),
    category_id: named("dailies"),
    items: mentions("Task", contexts),
  }),
  ListObject: some({ id: ids, list_id: named("list", "new1"), entity_id: versions }),
  User: some({ id: ids, username: words, is_active: fc.boolean() }),
  Timer: some({ id: ids, user_id: users, context_id: contexts }),
  Group: some({ id: ids, name: words, parent_id: named("leads", "compleads", "new1") }),
  Membership: some({ id: ids, group_id: named("leads", "new1"), user_id: users }),
  CustomAttributeValue: some({
    configuration_id: named("fps", "fstart", "delivered"),
    entity_id: contexts,
    value: words,
  }),
  CustomAttributeConfiguration: some({
    id: ids,
    key: words,
    entity_type: fc.constantFrom("show", "assetversion"),
    is_hierarchical: fc.boolean(),
  }),
  CustomAttributeLink: some({ id: ids, configuration_id: named("supervisor"), from_id: contexts, to_id: users }),
};

function some(model: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<JsonRecord> {
  return fc.record(model, { requiredKeys: Object.keys(model).slice(1, 4) });
}

const anyId = fc.oneof(
  contexts,
  versions,
  users,
  notes,
  ids,
  named("compout", "left", "list", "leads", "suplink", "fps", "vfx"),
);
const keyOf = (type: string, one: string, other: string, entry: string) => {
  if (type === "Metadata") return [one, entry];
  return type === "CustomAttributeValue" ? [idOf("fps"), other] : [one];
};

const operation: fc.Arbitrary<JsonRecord> = fc
  .tuple(fc.constantFrom("create", "create", "update", "update", "delete"), fc.constantFrom(...Object.keys(data)))
  .chain(([action, entity_type]) =>
    fc
      .tuple(anyId, contexts, words, data[entity_type] ?? fc.constant<JsonRecord>({}))
      .map(([one, other, entry, entity_data]): JsonRecord => {
        if (action === "create") return { action, entity_type, entity_data };
        const { id, ...changes } = entity_data;
        return { action, entity_type, entity_key: keyOf(entity_type, one, other, entry), entity_data: changes };
      }),
  );

/** An error that ends a batch, each of another kind. */
const failing: fc.Arbitrary<JsonRecord> = fc.constantFrom<JsonRecord>(
  { action: "delete", entity_type: "Scope", entity_key: ["nowhere"] },
  { action: "update", entity_type: "Task", entity_key: ["nowhere"], entity_data: { name: "x" } },
  { action: "create", entity_type: "Location", entity_data: { name: "ftrack.server" } },
  { action: "query", expression: "Task where" },
  { action: "query", expression: "Nonsense" },
  { action: "dance" },
);
const last = { action: "delete", entity_type: "Scope", entity_key: ["nowhere"] };

/** Ids that the server makes; those of the tiny studio begin with zeros. */
const madeUp = /\b(?!00000000-)[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g;

const studio = new OpenStudio();
const untouched = contentOf(studio.api.store);

test(
  "a batch that fails leaves exactly what was there, whatever it had done so far",
  () => {
    fc.assert(
      fc.property(fc.array(operation, { minLength: 1, maxLength: 8 }), failing, (batch, end) => {
        const refusal = () => refusalOf(() => studio.call([...batch, end, last])).replaceAll(madeUp, "new");
        const first = refusal();
        expect(contentOf(studio.api.store)).toBe(untouched);
        // Nothing is remembered of it either: what was free is free again.
        expect(refusal()).toBe(first);
      }),
      { numRuns: cases },
    );
  },
  cases * perCase + 20_000,
);

test(
  "a batch that is done leaves nothing that leads nowhere",
  () => {
    fc.assert(
      fc.property(fc.array(operation, { minLength: 1, maxLength: 8 }), (operations) => {
        const fresh = new OpenStudio();
        for (const each of operations) attempt(() => fresh.call([each]));
        expect(lostReferences(fresh.api.store)).toEqual([]);
      }),
      { numRuns: Math.ceil(cases / 4) },
    );
  },
  cases * perCase + 20_000,
);

/** Does *work* or is refused; any other failure is one of the server. */
function attempt(work: () => unknown): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
  }
}

/** Foreign keys that name nothing. */
function lostReferences(store: Store): readonly string[] {
  return families.flatMap((family) =>
    rowsOf(store, family).flatMap((row) =>
      [...row.type.properties.values()].flatMap((property) => {
        if (property.kind !== "column" || property.target === undefined) return [];
        const key = row.values[property.column.slot];
        const found = typeof key !== "string" || store.get(property.target, key) !== undefined;
        return found ? [] : [`${row.type.name} ${primaryKeyOf(row)}: ${property.name} ${key}`];
      }),
    ),
  );
}
