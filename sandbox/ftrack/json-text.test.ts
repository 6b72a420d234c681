import fc from "fast-check";
import { expect, test } from "vitest";
import { bytesOf, JsonWriter } from "#sandbox/ftrack/json-text";

function written(write: (out: JsonWriter) => void): string {
  const out = new JsonWriter();
  write(out);
  return out.finish();
}

test("any value is written as JSON has it", () => {
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), fc.string({ unit: "binary" })), (value) => {
      expect(written((out) => out.value(value))).toBe(JSON.stringify(value));
    }),
    { numRuns: 1_000 },
  );
});

test.each([
  ["an absent value", undefined, "null"],
  ["what is no number", Number.NaN, "null"],
  ["quotes and backslashes", 'a"b\\c', '"a\\"b\\\\c"'],
  ["line ends", "a\nb", '"a\\nb"'],
  ["letters beyond ASCII", "Tomás 東京", '"Tomás 東京"'],
  ["half of a pair", "\ud83d", '"\\ud83d"'],
])("%s", (_, value, json) => {
  expect(written((out) => out.value(value))).toBe(json);
});

test("dates travel as objects", () => {
  expect(written((out) => out.date("2026-03-01T10:00:00"))).toBe(
    '{"__type__":"datetime","value":"2026-03-01T10:00:00"}',
  );
  expect(written((out) => out.date(null))).toBe("null");
});

test("an answer may be larger than any that the memory has held so far", () => {
  const text = "é".repeat(700_000);
  const list = written((out) => {
    out.byte(0x5b);
    for (let index = 0; index < 5; index += 1) {
      if (index > 0) out.raw(bytesOf(","));
      out.value(text);
    }
    out.byte(0x5d);
  });
  expect(list).toBe(JSON.stringify([text, text, text, text, text]));
});

test("two writers at once do not write into each other", () => {
  const [a, b] = [new JsonWriter(), new JsonWriter()];
  a.value("one");
  b.value("two");
  expect([a.finish(), b.finish()]).toEqual(['"one"', '"two"']);
});
