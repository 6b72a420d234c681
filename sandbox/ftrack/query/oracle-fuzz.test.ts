import fc from "fast-check";
import { expect, test } from "vitest";
import { OpenStudio } from "#sandbox/ftrack/open-tiny-studio";
import { create } from "#sandbox/ftrack/operation";
import { idOf } from "#sandbox/ftrack/tiny-ids";
import { type Kind, type NaiveCondition, NaiveStudio, naiveType, naiveTypes } from "./naive-studio.ts";
import { Tape } from "./random-query.ts";

const cases = Number(process.env.COMPOUT_CASES ?? 5_000);

const names = ["comp", "roto", "Comp", "matte paint", 'say "so"', "it's", "10% grey"];
const statuses = ["todo", "wip", "pending", "approved"];

const studio = new OpenStudio([
  ...[...names.keys()].map((number) =>
    create("Shot", {
      id: idOf(`x${number}`),
      name: `sh1${number}`,
      parent_id: idOf(number % 2 === 0 ? "seq010" : "nxp"),
      description: number % 3 === 0 ? null : (names[number] ?? null),
    }),
  ),
  ...Array.from({ length: 30 }, (_, number) =>
    create("Task", {
      id: idOf(`y${number}`),
      name: `${names[number % names.length]} ${number % 4}`,
      parent_id: idOf(number % 5 === 0 ? "nxp" : `x${number % 6}`),
      type_id: idOf(number % 2 === 0 ? "comp" : "roto"),
      status_id: idOf(statuses[number % 4] ?? "todo"),
      bid: (number % 7) * 600,
      start_date: number % 3 === 0 ? null : `2026-03-0${(number % 5) + 1}T08:00:00`,
    }),
  ),
  ...Array.from({ length: 12 }, (_, number) =>
    create("AssetVersion", {
      id: idOf(`z${number}`),
      asset_id: idOf(number % 2 === 0 ? "compout" : "plates"),
      task_id: number % 3 === 0 ? null : idOf(`y${number}`),
      user_id: idOf(number % 2 === 0 ? "artist" : "boss"),
      comment: names[number % names.length],
      date: `2026-03-0${(number % 5) + 1}T08:00:00`,
      is_published: number % 4 > 0,
    }),
  ),
  ...Array.from({ length: 8 }, (_, number) =>
    create("Component", {
      id: idOf(`c${number}`),
      name: `${1001 + number}`,
      size: number * 512,
      version_id: idOf(`z${number}`),
    }),
  ),
]);
const naive = new NaiveStudio(studio);

type Question = { readonly text: string; readonly condition: NaiveCondition };

const literals: Readonly<Record<Kind, readonly (string | number | boolean)[]>> = {
  text: ["comp", "roto 1", "sh0010", "", ...names],
  number: [0, 1, 2, 600, 1024, 3600, 12.5],
  flag: [true, false],
  date: ["2026-03-01T08:00:00", "2026-03-02T08:00:00", "2026-03-05T08:00:00"],
};

function spelled(tape: Tape, value: string | number | boolean): string {
  if (typeof value !== "string") return tape.pick([String(value), `"${value}"`]);
  return tape.once(2) ? `'${value.replace(/['\\]/g, "\\$&")}'` : `"${value.replace(/["\\]/g, "\\$&")}"`;
}

/** A path from *type*, and what is at its end. */
function path(
  tape: Tape,
  type: string,
  depth: number,
): { names: readonly string[]; kind: Kind | "relation"; end: string } {
  const { scalars, one, many } = naiveType(type);
  const relations = Object.entries({ ...one, ...many });
  if (relations.length > 0 && tape.once(2)) {
    const [name, [target]] = tape.pick(relations);
    if (depth === 0 || tape.once(4)) return { names: [name], kind: "relation", end: target };
    const rest = path(tape, target, depth - 1);
    return { ...rest, names: [name, ...rest.names] };
  }
  const [name, kind] = tape.pick(Object.entries(scalars));
  return { names: [name], kind, end: type };
}

function relation(tape: Tape, type: string): { names: readonly string[]; end: string } | undefined {
  const { one, many } = naiveType(type);
  const relations = Object.entries({ ...one, ...many });
  if (relations.length === 0) return undefined;
  const [name, [target]] = tape.pick(relations);
  const further = tape.once(3) ? relation(tape, target) : undefined;
  return { names: [name, ...(further?.names ?? [])], end: further?.end ?? target };
}

function question(tape: Tape, type: string, depth: number): Question {
  if (depth > 0) {
    const choice = tape.below(7);
    if (choice === 1 || choice === 2) {
      const parts = [question(tape, type, depth - 1), question(tape, type, depth - 1)];
      const kind = choice === 1 ? "and" : "or";
      return {
        text: `(${parts.map(({ text }) => text).join(` ${kind} `)})`,
        condition: { kind, parts: parts.map(({ condition }) => condition) },
      };
    }
    if (choice === 3) {
      const part = question(tape, type, depth - 1);
      return { text: `not ${part.text}`, condition: { kind: "not", part: part.condition } };
    }
    const found = choice === 4 || choice === 5 ? relation(tape, type) : undefined;
    if (found !== undefined) {
      const inner = tape.once(6) ? undefined : question(tape, found.end, depth - 1);
      const text = `${found.names.join(".")} ${tape.pick(["any", "has"])} (${inner?.text ?? ""})`;
      return { text, condition: { kind: "some", path: found.names, condition: inner?.condition ?? null } };
    }
  }
  return comparison(tape, type);
}

function comparison(tape: Tape, type: string): Question {
  const { names: steps, kind, end } = path(tape, type, 2);
  const text = steps.join(".");
  const value = tape.pick<string | number | boolean>(kind === "relation" ? naive.ids(end) : literals[kind]);
  const no = tape.once(2);
  switch (tape.below(kind === "relation" ? 3 : 5)) {
    case 1:
      return { text: `${text} ${no ? "is_not" : "is"} none`, condition: { kind: "is", path: steps, value: null, no } };
    case 2: {
      const other = tape.pick<string | number | boolean>(kind === "relation" ? naive.ids(end) : literals[kind]);
      const list = [value, other].map((each) => spelled(tape, each)).join(", ");
      return {
        text: `${text} ${no ? "not_in" : "in"} (${list})`,
        condition: { kind: "one-of", path: steps, values: [value, other], no },
      };
    }
    case 3: {
      const [sign, order, equal] = tape.pick([
        [">", "more", false],
        [">=", "more", true],
        ["<", "less", false],
        ["<=", "less", true],
      ] as const);
      return { text: `${text} ${sign} ${spelled(tape, value)}`, condition: { kind: order, path: steps, value, equal } };
    }
    case 4: {
      if (kind !== "text") break;
      const pattern = tape.pick(["comp%", "%o%", "%", "%T%1", "sh00_0", "%'s%", ""]);
      return {
        text: `${text} ${no ? "not_like" : "like"} "${pattern}"`,
        condition: { kind: "like", path: steps, pattern, no },
      };
    }
  }
  return {
    text: `${text} ${no ? "is_not" : "is"} ${spelled(tape, value)}`,
    condition: { kind: "is", path: steps, value, no },
  };
}

const tape = fc
  .array(fc.nat(1_000_000), { minLength: 8, maxLength: 50, size: "max" })
  .map((numbers) => new Tape(numbers));

test("a query finds what a naive look at every row finds, in its order and page by page", {
  timeout: 20_000 + cases * 10,
}, () => {
  fc.assert(
    fc.property(tape, (choices) => {
      const type = choices.pick(Object.keys(naiveTypes));
      const { text, condition } = question(choices, type, 3);
      const by = choices.once(2) ? choices.pick(Object.keys(naiveType(type).scalars)) : undefined;
      const down = choices.once(2);
      const [offset, limit] = [choices.pick([0, 1, 3]), choices.pick([100, 0, 2])];
      const order = by === undefined ? "" : ` order by ${by}${down ? " desc" : ""}`;
      const expression = `select id from ${type} where ${text}${order} limit ${limit} offset ${offset}`;
      const expected = naive.answer(type, condition, by === undefined ? undefined : { by, down });
      const found = studio.query(expression).map(({ id }) => id);
      expect([expression, ...found]).toEqual([expression, ...expected.slice(offset, offset + limit)]);
    }),
    { numRuns: cases },
  );
});
