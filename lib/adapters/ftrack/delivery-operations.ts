import { z } from "zod";
import type { DeliveryNote } from "#lib/services/ports/ftrack";
import { parse } from "./parse.ts";
import { idList, quoted } from "./queries.ts";
import type { Operation } from "./session.ts";
import type { Wire } from "./wire.ts";

/** What of some notes is in ftrack already. */
export interface Present {
  noteIds: ReadonlySet<string>;
  /** By version id and key. */
  metadata: ReadonlyMap<string, string>;
  /** Status ids of the versions and tasks whose status is to be set. */
  statusIds: ReadonlyMap<string, string>;
}

const idSchema = z.object({ id: z.string() });
const metadataSchema = z.object({ parent_id: z.string(), key: z.string(), value: z.string().nullish() });
const statusSchema = z.object({ id: z.string(), status_id: z.string().nullish() });

/** One POST for all that a batch needs to know; with at most 50 notes in it, no list of ids is long. */
export async function readPresent(wire: Wire, notes: readonly DeliveryNote[]): Promise<Present> {
  const keys = [...new Set(notes.flatMap(({ metadata }) => Object.keys(metadata)))].map(quoted).join(", ");
  const written = notes.filter(({ content }) => content !== "").map(({ noteId }) => noteId);
  const described = keys === "" ? [] : notes.map(({ versionId }) => versionId);
  const questions: [ids: readonly string[], query: string][] = [
    [written, "select id from Note where id in"],
    [described, `select parent_id, key, value from Metadata where key in (${keys}) and parent_id in`],
    [statusTargets(notes, "version"), "select id, status_id from AssetVersion where id in"],
    [statusTargets(notes, "task"), "select id, status_id from Task where id in"],
  ];
  const asked = questions.filter(([ids]) => ids.length > 0);
  const answers = await wire.rows(asked.map(([ids, query]) => `${query} (${idList(new Set(ids))})`));
  const [noteRows, metadataRows, ...statusRows] = questions.map((question) => answers[asked.indexOf(question)] ?? []);
  const metadata = (metadataRows ?? []).map((row) => parse(metadataSchema, row, "Metadata"));
  const statuses = statusRows.flat().map((row) => parse(statusSchema, row, "a status"));
  return {
    noteIds: new Set((noteRows ?? []).map((row) => parse(idSchema, row, "a Note").id)),
    metadata: new Map(metadata.map(({ parent_id, key, value }) => [`${parent_id} ${key}`, value ?? ""])),
    statusIds: new Map(statuses.map(({ id, status_id }) => [id, status_id ?? ""])),
  };
}

function statusTargets(notes: readonly DeliveryNote[], of: "version" | "task"): string[] {
  return notes.flatMap(({ setStatus }) => (setStatus?.of === of ? [setStatus.entityId] : []));
}

/** The operations that write what is not there yet. */
export function missingOperations(
  notes: readonly DeliveryNote[],
  present: Present,
  authorId: string | null,
): Operation[] {
  const statuses = new Map<string, Operation>();
  const operations = notes.flatMap((note) => {
    const change = statusChange(note, present);
    if (note.setStatus && change) statuses.set(note.setStatus.entityId, change);
    return [...noteCreation(note, present, authorId), ...metadataChanges(note, present)];
  });
  // Several versions may share one task: its status is set once.
  return [...operations, ...statuses.values()];
}

function noteCreation(note: DeliveryNote, present: Present, authorId: string | null): Operation[] {
  if (note.content === "" || present.noteIds.has(note.noteId)) return [];
  const author = authorId === null ? {} : { user_id: authorId };
  return [
    create("Note", {
      id: note.noteId,
      parent_id: note.versionId,
      parent_type: "AssetVersion",
      content: note.content,
      ...author,
    }),
  ];
}

function metadataChanges({ versionId, metadata }: DeliveryNote, present: Present): Operation[] {
  return Object.entries(metadata).flatMap(([key, value]): Operation[] => {
    const there = present.metadata.get(`${versionId} ${key}`);
    if (there === value) return [];
    if (there === undefined) {
      return [create("Metadata", { parent_id: versionId, parent_type: "AssetVersion", key, value })];
    }
    const entity_data = { __entity_type__: "Metadata", value };
    return [{ action: "update", entity_type: "Metadata", entity_key: [versionId, key], entity_data }];
  });
}

function statusChange({ setStatus }: DeliveryNote, present: Present): Operation | null {
  if (!setStatus) return null;
  const now = present.statusIds.get(setStatus.entityId);
  if (now === undefined || now === setStatus.to || !setStatus.onlyFrom.includes(now)) return null;
  const entity_type = setStatus.of === "version" ? "AssetVersion" : "Task";
  const entity_data = { __entity_type__: entity_type, status_id: setStatus.to };
  return { action: "update", entity_type, entity_key: [setStatus.entityId], entity_data };
}

function create(entityType: string, data: Readonly<Record<string, unknown>>): Operation {
  return { action: "create", entity_type: entityType, entity_data: { __entity_type__: entityType, ...data } };
}
