import { expect, test } from "vitest";
import type { Answer } from "#lib/domain/answer";
import type { VersionRow } from "#lib/domain/desk";
import { selectionOf } from "#lib/domain/facets";
import { componentIdSchema, projectIdSchema } from "#lib/domain/ids";
import { type Packed, packed } from "#lib/domain/packed";
import { askVersions } from "./ask-versions.tsx";
import { aRow } from "./test-items.ts";

const selection = selectionOf(projectIdSchema.parse("11111111-1111-4111-8111-111111111111"), "internal");
const head = { remarks: [], askedAt: "2026-03-02T08:00:00.000Z" };
const refusal = { ok: false, code: "ftrack-unavailable", sentence: "ftrack does not answer.", errorId: null } as const;
const rowAt = (shot: string, version: number) =>
  aRow({
    componentId: componentIdSchema.parse(crypto.randomUUID()),
    shot: { id: shot, name: shot, path: `seq010 / ${shot}`, type: "Shot" },
    version,
  });
const page = (...rows: VersionRow[]) => ({ ok: true, value: packed(rows) }) as const;

/** Asks a server that gives these pages, and then breaks off if it is told to. */
async function asked(pages: readonly Answer<Packed<VersionRow>>[], breaksOff = false) {
  const came: number[] = [];
  async function* coming() {
    yield* pages;
    if (breaksOff) throw new Error("Connection closed.");
  }
  const answer = await askVersions(
    async () => ({ ok: true, value: { ...head, pages: coming() } }),
    selection,
    (rows) => came.push(rows),
  );
  return { answer, came };
}

test("pages in any order are put together in reading order, and each is counted when it is there", async () => {
  const [sh9, sh10, newer] = [rowAt("sh9", 1), rowAt("sh10", 1), rowAt("sh10", 2)];
  const { answer, came } = await asked([page(sh10), page(newer, sh9)]);
  expect(answer).toEqual({ ok: true, value: { ...head, rows: [sh9, newer, sh10] } });
  expect(came).toEqual([1, 3]);
});

test("no page at all is an answer without rows", async () => {
  expect((await asked([])).answer).toEqual({ ok: true, value: { ...head, rows: [] } });
});

test("what goes wrong on the way is the answer, and no part of the rows is one", async () => {
  expect((await asked([page(rowAt("sh9", 1)), refusal])).answer).toEqual(refusal);
  expect((await asked([page(rowAt("sh9", 1))], true)).answer).toMatchObject({ ok: false, code: "unexpected" });
});

test("a question that is refused has no pages", async () => {
  expect(
    await askVersions(
      async () => refusal,
      selection,
      () => undefined,
    ),
  ).toEqual(refusal);
});
