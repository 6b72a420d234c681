import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { sampleId } from "./domain-samples.ts";
import { noteIdOf } from "./note-id.ts";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

test("the same upload and version always have the same note, in the form of a uuid", () => {
  const id = noteIdOf(sampleId(1), sampleId(2), sha256);
  expect(id).toBe(noteIdOf(sampleId(1), sampleId(2), sha256));
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test("the case of ids does not matter", () => {
  const id = "6F1C2D3E-0000-4000-8000-00000000ABCD";
  expect(noteIdOf(id, sampleId(2), sha256)).toBe(noteIdOf(id.toLowerCase(), sampleId(2), sha256));
});

test("other uploads and other versions have other notes", () => {
  const ids = [
    [1, 2],
    [2, 1],
    [1, 3],
    [3, 2],
  ].map(([upload = 0, version = 0]) => noteIdOf(sampleId(upload), sampleId(version), sha256));
  expect(new Set(ids).size).toBe(4);
});
