import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import type { DeliveryNote } from "#lib/services/ports/ftrack";
import type { CallFaultWish } from "#sandbox/ftrack/faults/fault-order";
import { create } from "#sandbox/ftrack/operation";
import { type FtrackServer, startFtrack } from "#sandbox/ftrack/server";
import { idOf, tinyStudio, tinyUser } from "#sandbox/ftrack/tiny-studio";
import { failureOf, joined, lineTo } from "./test-line.ts";
import { createWire } from "./wire.ts";

const boss = idOf("boss");
const write = { action: "create" };
const versions = ["p1", "v1", "x0"];
const noteOf = (version: string): DeliveryNote => ({
  noteId: idOf(`n ${version}`),
  versionId: idOf(version),
  content: "Linked for internal review.",
  metadata: { compout_upload: "7" },
  setStatus: null,
});
const notes = versions.map(noteOf);
const complete = { noteIds: notes.map(({ noteId }) => noteId), refusals: [] };

let server: FtrackServer;

beforeEach(async () => {
  const more = create("AssetVersion", { id: idOf("x0"), asset_id: idOf("plates"), status_id: idOf("ready") });
  server = await startFtrack({ operations: [...tinyStudio, more] });
});
afterEach(() => server.close());

const idsSchema = z.array(z.object({ parent_id: z.string() }));

/** By version: how many notes and how many pairs of metadata of ours are there, as the server itself says. */
async function written(): Promise<string[]> {
  server.faults.clear();
  const [found = [], pairs = []] = await createWire(lineTo(server, tinyUser)).rows([
    'select parent_id from Note where content is "Linked for internal review."',
    'select parent_id from Metadata where key is "compout_upload"',
  ]);
  const countOf = (rows: unknown[], version: string) =>
    idsSchema.parse(rows).filter(({ parent_id }) => parent_id === idOf(version)).length;
  return versions.map((version) => `${version}: ${countOf(found, version)} and ${countOf(pairs, version)}`);
}

const allOnce = versions.map((version) => `${version}: 1 and 1`);
const nothing = versions.map((version) => `${version}: 0 and 0`);

describe("a write that goes wrong once", () => {
  test.each<[wish: CallFaultWish, writes: number]>([
    [{ kind: "html-502" }, 2],
    [{ kind: "html-200" }, 2],
    [{ kind: "cut" }, 2],
    [{ kind: "cut-after" }, 1],
    [{ kind: "truncated" }, 1],
    [{ kind: "short-answer" }, 1],
    [{ kind: "http-429", retryAfterSeconds: 0 }, 2],
    [{ kind: "ServerError", status: 503 }, 2],
  ])("by %j is looked into, and what is missing is sent: %d writes", async (wish, writes) => {
    const ftrack = await joined(lineTo(server, tinyUser));
    const fault = server.faults.add({ ...wish, match: write, times: 1 });
    expect(await ftrack.deliver(notes, boss)).toEqual(complete);
    expect(fault).toMatchObject({ struck: 1, met: writes });
    expect(await written()).toEqual(allOnce);
  });

  test.each<[wish: CallFaultWish, writes: number]>([
    [{ kind: "never-answers" }, 2],
    [{ kind: "late-answer", milliseconds: 60_000 }, 1],
    [{ kind: "trickle", milliseconds: 60_000, bytes: 1 }, 1],
  ])("by %j likewise, after its deadline: %d writes", async (wish, writes) => {
    const ftrack = await joined(lineTo(server, tinyUser, { timeoutMs: 400 }));
    const fault = server.faults.add({ ...wish, match: write, times: 1 });
    expect(await ftrack.deliver(notes, boss)).toEqual(complete);
    expect(fault).toMatchObject({ struck: 1, met: writes });
    expect(await written()).toEqual(allOnce);
  });

  test("by arriving after it was given up: whichever comes first, nothing is doubled", async () => {
    const ftrack = await joined(lineTo(server, tinyUser, { timeoutMs: 400 }));
    // The first write acts at 600 ms, the second, sent at 400 ms, just after it.
    server.faults.add({ kind: "delay", milliseconds: 600, match: write, times: 1 });
    server.faults.add({ kind: "delay", milliseconds: 300, match: write, after: 1, times: 1 });
    expect(await ftrack.deliver(notes, boss)).toEqual(complete);
    expect(await written()).toEqual(allOnce);
  });
});

describe("a write that goes wrong until the fault is cleared", () => {
  test.each<[wish: CallFaultWish, code: string, writes: number, there: string[]]>([
    [{ kind: "html-503" }, "ftrack-unavailable", 3, nothing],
    [{ kind: "cut" }, "ftrack-unavailable", 3, nothing],
    [{ kind: "cut-after", times: 1 }, "none", 1, allOnce],
    [{ kind: "http-429", retryAfterSeconds: 60 }, "ftrack-unavailable", 1, nothing],
    [{ kind: "bad-key" }, "ftrack-refused", 1, nothing],
    [{ kind: "bad-key", status: 401 }, "ftrack-refused", 1, nothing],
  ])("by %j is %s after %d writes, and complete once it is delivered again", async (wish, code, writes, there) => {
    const ftrack = await joined(lineTo(server, tinyUser));
    const fault = server.faults.add({ ...wish, match: write });
    expect((await failureOf(ftrack.deliver(notes, boss))).code).toBe(code);
    expect(fault.struck).toBe(writes);
    expect(await written()).toEqual(there);
    expect(await ftrack.deliver(notes, boss)).toEqual(complete);
    expect(await written()).toEqual(allOnce);
  });
});

describe("what ftrack refuses", () => {
  test.each<[wish: CallFaultWish, final: boolean, words: RegExp]>([
    [{ kind: "PermissionError" }, true, /does not allow this to its API user/],
    [{ kind: "ValidationError" }, true, /refused: A value is not valid\. Tell/],
    [{ kind: "ServerError" }, false, /refused: Something went wrong/],
  ])("by %j is told for each version; final: %s", async (wish, final, words) => {
    const ftrack = await joined(lineTo(server, tinyUser));
    server.faults.add({ ...wish, match: write });
    const { noteIds, refusals } = await ftrack.deliver(notes, boss);
    expect(noteIds).toEqual([]);
    expect(refusals).toEqual(
      notes.map(({ versionId }) => ({ versionId, final, sentence: expect.stringMatching(words) })),
    );
    expect(await written()).toEqual(nothing);
    expect(await ftrack.deliver(notes, boss)).toEqual(complete);
    expect(await written()).toEqual(allOnce);
  });

  test("on one version stops no other", async () => {
    const ftrack = await joined(lineTo(server, tinyUser));
    const setStatus = {
      of: "version",
      entityId: idOf("p1"),
      onlyFrom: [idOf("ready")],
      to: idOf("none such"),
    } as const;
    const [first, ...others] = notes;
    if (first === undefined) throw new Error("There are notes.");
    const { noteIds, refusals } = await ftrack.deliver([{ ...first, setStatus }, ...others], boss);
    expect(noteIds).toEqual(others.map(({ noteId }) => noteId));
    expect(refusals).toEqual([
      { versionId: first.versionId, final: true, sentence: expect.stringMatching(/refused: /) },
    ]);
    expect(await written()).toEqual(["p1: 0 and 0", "v1: 1 and 1", "x0: 1 and 1"]);
  });

  test("at the batch but not one by one is written after all", async () => {
    const ftrack = await joined(lineTo(server, tinyUser));
    const fault = server.faults.add({ kind: "ServerError", match: write, times: 1 });
    expect(await ftrack.deliver(notes, boss)).toEqual(complete);
    expect(fault.met).toBe(1 + notes.length);
    expect(await written()).toEqual(allOnce);
  });
});
