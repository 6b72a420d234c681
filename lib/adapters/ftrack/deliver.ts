import { setTimeout as sleep } from "node:timers/promises";
import type { DeliveryNote, DeliveryRefusal } from "#lib/services/ports/ftrack";
import { missingOperations, readPresent } from "./delivery-operations.ts";
import { FtrackFailure } from "./failure.ts";
import { chunks } from "./queries.ts";
import type { Wire } from "./wire.ts";

const operationsPerPost = 100;

interface Delivered {
  noteIds: string[];
  refusals: DeliveryRefusal[];
}

/**
 * Writes what is not there yet. `authorId` null leaves the author to the server: the API user. A note that ftrack
 * refuses stops no other; throws where ftrack can't be asked at all.
 */
export async function deliver(wire: Wire, notes: readonly DeliveryNote[], authorId: string | null): Promise<Delivered> {
  const all: Delivered = { noteIds: [], refusals: [] };
  for (const batch of batchesOf(notes)) {
    const { noteIds, refusals } = await deliverBatch(wire, batch, authorId);
    all.noteIds.push(...noteIds);
    all.refusals.push(...refusals);
  }
  return all;
}

/**
 * After a write that may or may not have arrived, what is there is read again before anything is repeated. Where
 * ftrack refuses a batch, its notes go one by one.
 */
async function deliverBatch(wire: Wire, notes: readonly DeliveryNote[], authorId: string | null): Promise<Delivered> {
  for (let round = 1; ; round += 1) {
    const missing = missingOperations(notes, await readPresent(wire, notes), authorId);
    if (missing.length === 0) return { noteIds: idsOf(notes), refusals: [] };
    try {
      for (const part of chunks(missing, operationsPerPost)) await wire.write(part);
      return { noteIds: idsOf(notes), refusals: [] };
    } catch (error) {
      if (isRefusal(error)) return afterRefusal(wire, notes, authorId, error);
      const delay = wire.delayAfterWrite(round, error);
      if (delay === null) throw error;
      await sleep(delay);
    }
  }
}

async function afterRefusal(
  wire: Wire,
  notes: readonly DeliveryNote[],
  authorId: string | null,
  error: FtrackFailure,
): Promise<Delivered> {
  const [first, ...others] = notes;
  if (first === undefined || others.length > 0) return oneByOne(wire, notes, authorId);
  // The same note may have been written in between, by another worker or by a try whose answer came too late.
  const present = await readPresent(wire, notes);
  const noteIds = idsOf(notes).filter((id) => present.noteIds.has(id));
  if (missingOperations(notes, present, authorId).length === 0) return { noteIds, refusals: [] };
  const final = error.kind !== "server-error";
  return { noteIds, refusals: [{ versionId: first.versionId, sentence: error.message, final }] };
}

async function oneByOne(wire: Wire, notes: readonly DeliveryNote[], authorId: string | null): Promise<Delivered> {
  const parts: Delivered[] = [];
  for (const note of notes) parts.push(await deliverBatch(wire, [note], authorId));
  return { noteIds: parts.flatMap(({ noteIds }) => noteIds), refusals: parts.flatMap(({ refusals }) => refusals) };
}

/** Whether ftrack took in what was sent and said no to it, rather than to the one who sent it. */
function isRefusal(error: unknown): error is FtrackFailure {
  return error instanceof FtrackFailure && ["no-permission", "refused", "server-error"].includes(error.kind);
}

function idsOf(notes: readonly DeliveryNote[]): string[] {
  return notes.filter(({ content }) => content !== "").map(({ noteId }) => noteId);
}

/** Whole notes, as many as fit into one POST. */
function batchesOf(notes: readonly DeliveryNote[]): DeliveryNote[][] {
  const batches: DeliveryNote[][] = [];
  let room = 0;
  for (const note of notes) {
    const size = 2 + Object.keys(note.metadata).length;
    const current = batches.at(-1);
    if (current && size <= room) current.push(note);
    else {
      batches.push([note]);
      room = operationsPerPost;
    }
    room -= size;
  }
  return batches;
}
