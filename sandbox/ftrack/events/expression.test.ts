import { expect, test } from "vitest";
import { refusalOf } from "#sandbox/ftrack/open-tiny-studio";
import { parseExpression } from "./expression.ts";

const event = {
  topic: "ftrack.update",
  count: 10,
  urgent: true,
  nothing: null,
  data: { name: "value", keys: ["statusid", "name"], parts: { first: "a-b_c,d./e*f@g+h" } },
  source: { user: { username: "ada", id: "1234" } },
  quoted: 'say "hi"',
};

test.each([
  "topic=ftrack.update",
  " topic = ftrack.update ",
  'topic="ftrack.update"',
  "topic='ftrack.update'",
  "topic=ftrack.*",
  'topic="ftrack.*"',
  "topic=*",
  "topic=update*",
  "topic!=ftrack.action.launch",
  "source.user.username=ada",
  "source.user.id=1234",
  "data.parts.first='a-b_c,d./e*f@g+h'",
  "data.parts.first=a-b_c,d./e*f@g+h",
  "data.keys=statusid*",
  "count=10",
  "count>=10 and count<=10 and count>9 and count<11",
  "count!=11",
  "urgent=true and urgent=True",
  "nothing!=something",
  "topic>a and topic<z and topic>=ftrack.update and topic<=ftrack.update",
  "topic=ftrack.update and source.user.username=ada",
  "topic=x or topic=ftrack.update",
  "topic=ftrack.update or topic=x and topic=y",
  "not topic=x",
  "NOT topic=x AND NOT (topic=y OR topic=z)",
  "not not topic=ftrack.update",
  "topic=ftrack.update and ((topic=x or data.name=value) and not count > 10)",
  "not missing.field=1",
  String.raw`quoted="say \"hi\""`,
  `quoted='say "hi"'`,
  "data.name=value\nand\ttopic=ftrack.*",
])("%s matches", (expression) => {
  expect(parseExpression(expression)(event)).toBe(true);
});

test.each([
  "topic=ftrack",
  "topic='ftrack.update '",
  "topic=FTRACK.update",
  "topic=updates*",
  "topic!=ftrack.update",
  "missing=1",
  "missing!=1",
  "data.name.deeper=1",
  "data.keys=status*",
  "count=20",
  "count=''",
  "count>10",
  "count<ten",
  "urgent=false",
  "nothing=none",
  "nothing>0",
  "topic=ftrack.update and topic=x",
  "(topic=ftrack.update or topic=x) and topic=y",
  "not topic=ftrack.update",
  "constructor=Object",
  "data.keys.length=2",
])("%s does not match", (expression) => {
  expect(parseExpression(expression)(event)).toBe(false);
});

test.each([
  ["", 1],
  ["invalid", 8],
  ["key=value nor other=value", 11],
  ["key=value and", 14],
  ["key=", 5],
  ["=value", 1],
  ["(key=value", 11],
  ["key='value", 5],
  ["key=a b", 7],
])("%j is refused with the place", (expression, column) => {
  const refusal = refusalOf(() => parseExpression(expression));
  expect(refusal).toMatch(/^ParseError: Failed to parse: /);
  expect(refusal).toContain(`column ${column}`);
});

test("what is nested without end is refused, and ends nothing", () => {
  const deep = `${"(".repeat(100_000)}topic=x${")".repeat(100_000)}`;
  expect(refusalOf(() => parseExpression(deep))).toContain("nested too deeply");
});
