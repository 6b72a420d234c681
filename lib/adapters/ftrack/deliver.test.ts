import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import type { DeliveryNote, FtrackPort } from "#lib/services/ports/ftrack";
import { create } from "#sandbox/ftrack/operation";
import { type FtrackServer, startFtrack } from "#sandbox/ftrack/server";
import { idOf, tinyStudio, tinyUser } from "#sandbox/ftrack/tiny-studio";
import { createFtrack } from "./ftrack.ts";
import { lineTo } from "./test-line.ts";
import { createWire } from "./wire.ts";

const boss = idOf("boss");

function note(version: string, change: Partial<DeliveryNote> = {}): DeliveryNote {
  return {
    noteId: idOf(`n ${version}`),
    versionId: idOf(version),
    content: "Linked for internal review.",
    metadata: { compout_at: "2026-11-22T18:04:29.000Z", compout_upload: "7", shift: "90%" },
    setStatus: null,
    ...change,
  };
}

let server: FtrackServer;
let posts: (readonly string[])[];
let ftrack: FtrackPort;

beforeEach(async () => {
  const versions = [...Array(60).keys()].map((at) =>
    create("AssetVersion", { id: idOf(`x${at}`), asset_id: idOf("plates"), status_id: idOf("ready") }),
  );
  server = await startFtrack({ operations: [...tinyStudio, ...versions] });
  posts = [];
  ftrack = createFtrack(lineTo(server, tinyUser, { onCall: ({ actions }) => posts.push(actions) }));
});
afterEach(() => server.close());

async function ask(expression: string): Promise<unknown[]> {
  const [rows = []] = await createWire(lineTo(server, tinyUser)).rows([expression]);
  return rows;
}
const writes = () => posts.filter((actions) => actions.some((action) => /create|update/.test(action)));
const notesOf = (version: string) =>
  ask(`select content, user_id, parent_type, recipients.resource_id from Note where parent_id is ${idOf(version)}`);
const pairsSchema = z.array(z.object({ key: z.string(), value: z.unknown() }));
const metadataOf = async (version: string) => {
  const rows = await ask(`select key, value from Metadata where parent_id is ${idOf(version)}`);
  return Object.fromEntries(pairsSchema.parse(rows).map(({ key, value }) => [key, value]));
};
const statusOf = async (type: "AssetVersion" | "Task", name: string) =>
  ask(`select status_id from ${type} where id is ${idOf(name)}`);

describe("deliver", () => {
  test("writes a note in the artist's name and metadata as text, and says which notes are there", async () => {
    const written = note("p1");
    expect(await ftrack.deliver([written], boss)).toEqual({ noteIds: [written.noteId], refusals: [] });
    expect(await notesOf("p1")).toMatchObject([
      { content: written.content, user_id: boss, parent_type: "AssetVersion" },
    ]);
    expect(await metadataOf("p1")).toEqual(written.metadata);
  });

  test("writes in the API user's name where the artist has no ftrack user", async () => {
    await ftrack.deliver([note("p1")], null);
    expect(await notesOf("p1")).toMatchObject([{ user_id: idOf("artist") }]);
  });

  test("a second time changes nothing and writes nothing", async () => {
    const notes = [note("p1"), note("v1")];
    const first = await ftrack.deliver(notes, boss);
    const before = writes().length;
    expect(await ftrack.deliver(notes, boss)).toEqual(first);
    expect(writes()).toHaveLength(before);
    expect(await notesOf("p1")).toHaveLength(1);
  });

  test("sets metadata that is there already, and leaves other keys alone", async () => {
    await ftrack.deliver([note("v2", { metadata: { shift: "90%" }, noteId: idOf("n new") })], boss);
    expect(await metadataOf("v2")).toEqual({ shift: "90%" });
  });

  test("writes metadata alone where there is no content", async () => {
    expect(await ftrack.deliver([note("p1", { content: "" })], boss)).toEqual({ noteIds: [], refusals: [] });
    expect(await notesOf("p1")).toEqual([]);
    expect(await metadataOf("p1")).toMatchObject({ compout_upload: "7" });
  });

  test("sets a status only where it is still the one that let the version through", async () => {
    const from = (name: string, entity: string, of: "version" | "task") =>
      ({ of, entityId: idOf(entity), onlyFrom: [idOf(name)], to: idOf("approved") }) as const;
    await ftrack.deliver(
      [
        note("v2", { setStatus: from("ready", "v2", "version"), metadata: {} }),
        note("v1", { setStatus: from("ready", "v1", "version"), metadata: {} }),
        note("p1", { setStatus: from("pending", "task1", "task"), metadata: {} }),
      ],
      boss,
    );
    expect(await statusOf("AssetVersion", "v2")).toMatchObject([{ status_id: idOf("approved") }]);
    expect(await statusOf("AssetVersion", "v1")).toMatchObject([{ status_id: idOf("wip") }]);
    expect(await statusOf("Task", "task1")).toMatchObject([{ status_id: idOf("approved") }]);
  });

  test("keeps to 100 operations a batch, whole notes each", async () => {
    const notes = [...Array(60).keys()].map((at) => note(`x${at}`));
    expect((await ftrack.deliver(notes, boss)).noteIds).toHaveLength(60);
    expect(writes().map(({ length }) => length)).toEqual([80, 80, 80]);
    expect(await ask("select id from Note where content is 'Linked for internal review.'")).toHaveLength(60);
  });
});
