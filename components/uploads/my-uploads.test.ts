import { describe, expect, it } from "vitest";
import { sampleUpload } from "#lib/domain/domain-samples";
import { uploadIdSchema } from "#lib/domain/ids";
import type { Upload } from "#lib/domain/upload";
import { dismiss, noUploads, shownOf, takeMine } from "./my-uploads.ts";

const me = { username: "mira.okafor" };
const waiting = { state: "waiting", attempts: 0, error: null, at: null } as const;
const upload = (number: number, running: boolean, changes: Partial<Upload> = {}): Upload => {
  const made = sampleUpload({
    id: uploadIdSchema.parse(`5f0c1b1e-0000-4000-8000-00000000000${number}`),
    submittedAt: `2026-11-2${number}T10:00:00.000Z`,
    ...changes,
  });
  return running
    ? { ...made, steps: { links: { ...waiting, state: "running" }, ftrack: waiting, report: waiting } }
    : made;
};
const ids = (uploads: readonly Upload[]) => uploads.map(({ id }) => id.at(-1));

describe("my uploads in the tray", () => {
  it("are those of mine that go on, several at once, newest first", () => {
    const other = upload(3, true, { actor: { username: "jonas", name: "Jonas", email: "" } });
    const { mine, ended } = takeMine(noUploads, [upload(1, true), upload(2, true), other, upload(4, false)], me);
    expect(ids(shownOf(mine).shown)).toEqual(["2", "1"]);
    expect(ended).toEqual([]);
  });

  it("stay when they end, and are told of once", () => {
    const { mine } = takeMine(noUploads, [upload(1, true)], me);
    const after = takeMine(mine, [upload(1, false)], me);
    expect(ids(after.ended)).toEqual(["1"]);
    expect(ids(shownOf(after.mine).shown)).toEqual(["1"]);
    expect(shownOf(after.mine).running).toEqual([]);
    expect(takeMine(after.mine, [upload(1, false)], me).ended).toEqual([]);
  });

  it("that ended before they were heard of are shown and told of where a page had seen them run", () => {
    const quick = upload(1, false);
    const called = { ...me, called: [quick.id] };
    const { mine, ended } = takeMine(noUploads, [quick], called);
    expect([ids(shownOf(mine).shown), ids(ended)]).toEqual([["1"], ["1"]]);
    expect(takeMine(mine, [quick], called).ended).toEqual([]);
  });

  it("are gone once dismissed, until they go on again", () => {
    const { mine } = takeMine(takeMine(noUploads, [upload(1, true)], me).mine, [upload(1, false)], me);
    const without = dismiss(mine, upload(1, false).id);
    expect(shownOf(without).shown).toEqual([]);
    expect(ids(shownOf(takeMine(without, [upload(1, true)], me).mine).shown)).toEqual(["1"]);
  });

  it("that run and are dismissed still count as running: their end is told", () => {
    const without = dismiss(takeMine(noUploads, [upload(1, true)], me).mine, upload(1, true).id);
    expect(ids(shownOf(without).running)).toEqual(["1"]);
    expect(ids(takeMine(without, [upload(1, false)], me).ended)).toEqual(["1"]);
  });
});
