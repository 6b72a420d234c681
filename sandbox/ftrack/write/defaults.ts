import { randomUUID } from "node:crypto";
import { ApiError } from "#sandbox/ftrack/api-error";
import { entityTypeName } from "#sandbox/ftrack/entity-type-name";
import { USER_TYPE } from "#sandbox/ftrack/known-ids";
import { columnOf } from "#sandbox/ftrack/read/column-of";
import { latestVersion } from "#sandbox/ftrack/read/hierarchy";
import { schema } from "#sandbox/ftrack/schema/schema";
import { numberOf, type Row, textOf } from "#sandbox/ftrack/store/row";
import type { Store } from "#sandbox/ftrack/store/store";
import type { Draft } from "./draft.ts";
import { entityById } from "./entity-by-id.ts";
import { projectIdOf } from "./project-of.ts";
import { firstStatus, firstType } from "./project-schema.ts";
import type { Writer } from "./writer.ts";

const project = schema.must("Project");
const context = schema.must("Context");
const asset = schema.must("Asset");
const userType = schema.must("UserType");
const contextProject = columnOf("Context", "project_id");
const versionNumber = columnOf("AssetVersion", "version");

/** Fills up what only the server knows: stamps, numbers, the place in the tree, first statuses. */
export function fillDraft(writer: Writer, draft: Draft): void {
  stamp(writer, draft);
  nameParentTypes(writer.store, draft);
  rules[draft.type.family.name]?.(draft, writer);
}

const rules: Readonly<Record<string, (draft: Draft, writer: Writer) => void>> = {
  Context: (draft, writer) => (project.covers.has(draft.type) ? fillProject(draft) : fillTypedContext(draft, writer)),
  AssetVersion: (draft, { store }) => {
    const published = store.get(asset, draft.text("asset_id") ?? "");
    if (published === undefined) return;
    const latest = latestVersion(published, store);
    draft.fill("version", ((latest === undefined ? 0 : numberOf(latest, versionNumber)) ?? 0) + 1);
    draft.fill("status_id", firstStatus(store, projectIdOf(published, store), draft.type, undefined));
  },
  Component: (draft) => draft.fill("system_type", systemTypes[draft.type.name] ?? "file"),
  Note: (draft, { store }) => {
    const parent = entityById(store, draft.text("parent_id") ?? "");
    draft.fill("project_id", parent === undefined ? undefined : projectIdOf(parent, store));
    draft.fill("thread_activity", draft.value("date"));
  },
  Resource: (draft, { store }) => {
    draft.fill("resource_type", draft.type.name.toLowerCase());
    if (draft.type.name !== "User") return;
    draft.fill("username", randomUUID());
    if (store.get(userType, USER_TYPE.standard) !== undefined) draft.fill("user_type_id", USER_TYPE.standard);
  },
};

const systemTypes: Readonly<Record<string, string>> = {
  FileComponent: "file",
  SequenceComponent: "sequence",
  ContainerComponent: "container",
};

function fillProject(draft: Draft): void {
  draft.fill("context_type", "show");
  draft.set("project_id", draft.value("id"));
  draft.fill("status", "active");
  draft.fill("full_name", draft.value("name"));
}

function fillTypedContext(draft: Draft, { store }: Writer): void {
  draft.fill("context_type", "task");
  draft.fill("parent_id", draft.value("project_id"));
  const parentId = draft.text("parent_id");
  const parent = parentId === undefined ? undefined : store.get(context, parentId);
  // Its project, statuses and types follow from the parent, so that one has to be there already.
  if (parent === undefined && parentId !== undefined) {
    throw new ApiError("IntegrityError", `${draft.type.name}.parent_id: there is no Context '${parentId}'`);
  }
  if (parent !== undefined) draft.set("project_id", textOf(parent, contextProject) ?? null);
  draft.fill("bid", 0);
  draft.fill("sort", 0);
  const projectId = draft.text("project_id");
  if (!draft.type.immutable.has("type_id")) draft.fill("type_id", firstType(store, projectId, draft.type));
  if (!draft.type.immutable.has("status_id")) {
    draft.fill("status_id", firstStatus(store, projectId, draft.type, draft.text("type_id")));
  }
}

/** Columns that tell when and by whom, by family; `created_at` and `created_by_id` are filled wherever they are. */
const stamps: Readonly<Record<string, { readonly when: readonly string[]; readonly who: readonly string[] }>> = {
  AssetVersion: { when: ["date"], who: ["user_id"] },
  Note: { when: ["date"], who: ["user_id"] },
  List: { when: ["date"], who: ["user_id"] },
  StatusChange: { when: ["date"], who: ["user_id"] },
  Job: { when: [], who: ["user_id"] },
  Timelog: { when: ["start"], who: ["user_id"] },
  Timer: { when: ["start"], who: ["user_id"] },
};

function stamp(writer: Writer, draft: Draft): void {
  const { when, who } = stamps[draft.type.family.name] ?? { when: [], who: [] };
  for (const name of when) draft.fill(name, writer.now);
  for (const name of who) draft.fill(name, writer.callerId);
  if (draft.type.properties.has("created_at")) draft.fill("created_at", writer.now);
  if (draft.type.properties.has("created_by_id")) draft.fill("created_by_id", writer.callerId);
}

/** `parent_type`, `from_entity_type` and their like follow from the id beside them. */
function nameParentTypes(store: Store, draft: Draft): void {
  for (const name of ["parent_type", "from_entity_type", "to_entity_type"]) {
    if (!draft.type.properties.has(name) || draft.value(name) !== undefined) continue;
    const id = draft.text(name.replace(/(_entity)?_type$/, "_id"));
    const entity: Row | undefined = id === undefined ? undefined : entityById(store, id);
    draft.fill(name, entity === undefined ? undefined : entityTypeName(entity.type.name));
  }
}
