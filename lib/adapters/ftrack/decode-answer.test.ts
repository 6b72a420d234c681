import { describe, expect, test } from "vitest";
import { decodeAnswer } from "./decode-answer.ts";

test("every mention of an entity is completed from all others", () => {
  const status = { __entity_type__: "Status", id: "s" };
  const answer = {
    data: [
      { __entity_type__: "Task", id: "a", status: { ...status, name: "Ready" } },
      { __entity_type__: "Task", id: "b", status },
      { __entity_type__: "Task", id: "c", metadata: [{ __entity_type__: "Metadata", key: "k", value: "v" }] },
    ],
  };
  expect(decodeAnswer(answer)).toEqual({
    data: [
      expect.objectContaining({ id: "a", status: { ...status, name: "Ready" } }),
      expect.objectContaining({ id: "b", status: { ...status, name: "Ready" } }),
      expect.objectContaining({ metadata: [{ __entity_type__: "Metadata", key: "k", value: "v" }] }),
    ],
  });
});

describe("a date", () => {
  test.each([
    ["2026-03-02T08:00:00", "2026-03-02T08:00:00.000Z"],
    ["2026-03-02T08:00:00.123456", "2026-03-02T08:00:00.123Z"],
    ["2026-03-02T08:00:00Z", "2026-03-02T08:00:00.000Z"],
    ["2026-03-02T08:00:00+02:00", "2026-03-02T06:00:00.000Z"],
    ["some day", "some day"],
    [null, null],
  ])("%s is %s", (value, iso) => {
    expect(decodeAnswer([{ date: { __type__: "datetime", value } }])).toEqual([{ date: iso }]);
  });
});
