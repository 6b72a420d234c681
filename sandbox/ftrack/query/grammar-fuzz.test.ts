import fc from "fast-check";
import { expect, test } from "vitest";
import { ApiError } from "#sandbox/ftrack/api-error";
import { OpenStudio } from "#sandbox/ftrack/open-tiny-studio";
import { randomQuery, Tape } from "./random-query.ts";

const cases = Number(process.env.COMPOUT_CASES ?? 5_000);
const timeout = 20_000 + cases * 10;

const studio = new OpenStudio();

const tape = fc
  .array(fc.nat(1_000_000), { minLength: 8, maxLength: 60, size: "max" })
  .map((numbers) => new Tape(numbers));

const scraps = [
  ..."()[]{}.,;:'\"\\%=!<>*-+/ \n\t\u0000\u00a0é😀0",
  ..."select from where order by group limit offset and or not is is_not like not_in in any has".split(" "),
  ..."none true Task Shot name status parent parent[Shot] __proto__ constructor count( (( )) 99999999999999999999".split(
    " ",
  ),
];

/** Puts scraps in, takes parts out, repeats others. */
function spoiled(text: string, by: Tape): string {
  let spoilt = text;
  for (let left = by.below(3) + 1; left > 0; left -= 1) {
    const at = by.below(spoilt.length + 1);
    const end = Math.min(spoilt.length, at + by.below(8));
    const [before, part, after] = [spoilt.slice(0, at), spoilt.slice(at, end), spoilt.slice(end)];
    spoilt = by.pick([before + after, `${before}${by.pick(scraps)}${after}`, `${before}${part}${part}${after}`]);
    if (by.once(10)) spoilt = `${before}${by.pick(scraps).repeat(200)}${after}`;
  }
  return spoilt;
}

/** What a query comes to: `answered`, or how it is refused; anything else that happens is thrown. */
function outcome(expression: string): string {
  const before = process.cpuUsage();
  try {
    studio.call([{ action: "query", expression }]);
    return "answered";
  } catch (error) {
    if (error instanceof ApiError) return error.exception;
    throw error;
  } finally {
    const { user, system } = process.cpuUsage(before);
    // Processor time, so that a busy machine does not count.
    if (user + system > 1_000_000) expect.fail(`took ${(user + system) / 1e6} s: ${expression}`);
  }
}

function share(part: number): { readonly numRuns: number } {
  return { numRuns: Math.ceil(cases * part) };
}

test("every query that the grammar and the schema allow is answered, within a second", { timeout }, () => {
  fc.assert(
    fc.property(tape.map(randomQuery), (expression) => {
      expect(outcome(expression)).toBe("answered");
    }),
    share(0.4),
  );
});

test("a spoiled query is answered or refused as one that can't be parsed", { timeout }, () => {
  fc.assert(
    fc.property(
      fc.tuple(tape.map(randomQuery), tape).map(([text, by]) => spoiled(text, by)),
      (expression) => {
        expect(["answered", "ParseError"]).toContain(outcome(expression));
      },
    ),
    share(0.3),
  );
});

test("so is any text at all", { timeout }, () => {
  const soup = fc.array(fc.constantFrom(...scraps), { maxLength: 40 }).map((parts) => parts.join(" "));
  const text = fc.oneof(
    fc.string({ unit: "binary", maxLength: 80 }),
    soup,
    soup.map((parts) => `Task where ${parts}`),
  );
  fc.assert(
    fc.property(text, (expression) => {
      expect(["answered", "ParseError"]).toContain(outcome(expression));
    }),
    share(0.3),
  );
});
