import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sampleConfiguration } from "./domain-samples.ts";
import { runs } from "./make-plan.ts";
import type { Plan } from "./plan.ts";
import { destination, fileRequest, planOf, type Standing, sequenceRequest } from "./plan-samples.ts";
import type { PlanRequest } from "./plan-sketch.ts";
import { isWithin, joinPath, segmentsOf } from "./posix-path.ts";
import type { TargetEntry } from "./target.ts";

const { frames } = sampleConfiguration();
const consents = fc.record({ replace: fc.boolean(), warnings: fc.boolean() });
const name = fc.constantFrom("a", "A", "b", "a.mov", "shot", "Shot");
const request: fc.Arbitrary<PlanRequest> = fc
  .record({
    number: fc.nat(40),
    name,
    isFile: fc.boolean(),
    eligible: fc.boolean(),
    lost: fc.integer({ min: 0, max: 6 }),
    known: fc.constantFrom(null, 3, 4, 2),
  })
  .map(({ number, name, isFile, eligible, lost, known }) => {
    const made = isFile
      ? fileRequest(number, `from${number}`, name)
      : sequenceRequest(number, name, {
          knownRange: known === null ? null : { first: 1001, last: 1000 + known, source: "shot" },
        });
    return {
      ...made,
      eligibility: eligible ? { eligible: true } : { eligible: false, reasons: ["task is *x*; internal needs *y*"] },
      source: lost === 0 ? null : made.source,
    };
  });
const requests = fc.array(request, { minLength: 1, maxLength: 8 });
const entry: fc.Arbitrary<TargetEntry> = fc.oneof(
  fc.constantFrom<TargetEntry>({ kind: "file" }, { kind: "folder" }, { kind: "other" }),
  fc.record({
    kind: fc.constant("link" as const),
    text: fc.constantFrom("ours", "theirs"),
    reaches: fc.constantFrom(null, "/srv/prj/NXP/a/a.1001.exr", "/srv/prj/NXP/from3/a.mov", "/srv/else"),
  }),
);
const targetPath = fc
  .tuple(name, fc.constantFrom(1001, 1002, 1003), fc.boolean())
  .map(([folder, frame, isFile]) =>
    isFile ? `${destination}/${folder}` : `${destination}/${folder}/${folder}.${frame}.exr`,
  );
const standing: fc.Arbitrary<Standing> = fc.dictionary(targetPath, entry, { maxKeys: 6 });
const layout = fc.constantFrom("{stem}/{file}", "{file}", "{shot}/{version}/{file}");
const situation = fc.record({ requests, standing, consents, sequence: layout, file: layout });

/** Every name on the disk that says "ours" was made by an upload. */
function oursOf(disk: Standing): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const ours = new Map<string, Map<string, string>>();
  for (const [path, found] of Object.entries(disk)) {
    if (found.kind !== "link" || found.text === "theirs") continue;
    const at = path.lastIndexOf("/");
    const folder = path.slice(0, at);
    ours.set(folder, (ours.get(folder) ?? new Map()).set(path.slice(at + 1), found.text));
  }
  return ours;
}

function planIn({
  requests,
  standing,
  consents,
  sequence,
  file,
}: {
  requests: readonly PlanRequest[];
  standing: Standing;
  consents: Plan["consents"];
  sequence: string;
  file: string;
}): Plan {
  return planOf(requests, {
    standing,
    consents,
    configuration: { frames, layout: { sequence, file } },
    ours: oursOf(standing),
  });
}

describe("any plan", () => {
  test("has no two links with one target among those that run, not even in another case", () => {
    fc.assert(
      fc.property(situation, (given) => {
        const plan = planIn(given);
        const links = plan.items.filter((item) => runs(item, plan.consents)).flatMap((item) => item.links);
        const targets = links.map(({ target }) => target.normalize("NFC").toLowerCase());
        expect(new Set(targets).size).toBe(targets.length);
        for (const target of targets) {
          expect(targets.some((other) => other !== target && isWithin(other, target))).toBe(false);
        }
      }),
      { numRuns: 5000 },
    );
  });

  test("keeps every target below the destination, and makes only links that reach their source", () => {
    fc.assert(
      fc.property(situation, (given) => {
        for (const item of planIn(given).items) {
          for (const link of item.links) {
            expect(isWithin(link.target, destination)).toBe(true);
            const folder = (item.folder ?? "").replace("/mnt/prj", "/srv/prj");
            expect(resolved(folder, link.text)).toBe(link.source.replace("/mnt/prj", "/srv/prj"));
          }
        }
      }),
      { numRuns: 1500 },
    );
  });

  test("never touches what is not ours, and replaces nothing without consent", () => {
    fc.assert(
      fc.property(situation, (given) => {
        const plan = planIn(given);
        for (const item of plan.items) {
          if (!runs(item, plan.consents)) continue;
          for (const { target, verdict } of item.links) {
            const found = given.standing[target];
            expect(["new", "unchanged", "replace"]).toContain(verdict);
            if (verdict === "new") expect(found).toBeUndefined();
            if (verdict === "replace") {
              expect(found).toMatchObject({ kind: "link", text: "ours" });
              expect(plan.consents.replace).toBe(true);
            }
          }
        }
      }),
      { numRuns: 1500 },
    );
  });

  test("gives a reason for all but what is new or unchanged, and its totals add up", () => {
    fc.assert(
      fc.property(situation, (given) => {
        const { items, totals } = planIn(given);
        for (const { verdict, reasons, links } of items) {
          if (verdict !== "new" && verdict !== "unchanged") expect(reasons.filter(Boolean)).not.toEqual([]);
          else expect(links.length).toBeGreaterThan(0);
        }
        expect(totals.runs + totals.unchanged + totals.awaitingConsent + totals.stopped).toBe(totals.items);
        expect(totals.items).toBe(items.length);
      }),
      { numRuns: 1500 },
    );
  });

  test("that was run finds everything unchanged", () => {
    fc.assert(
      fc.property(situation, (given) => {
        const plan = planIn(given);
        const made = plan.items
          .filter((item) => runs(item, plan.consents))
          .flatMap((item) => item.links)
          .map(({ target, text, source }): [string, TargetEntry] => [
            target,
            { kind: "link", text, reaches: source.replace("/mnt/prj", "/srv/prj") },
          ]);
        const again = planIn({ ...given, standing: { ...given.standing, ...Object.fromEntries(made) } });
        plan.items.forEach((item, at) => {
          if (runs(item, plan.consents)) expect(again.items[at]?.verdict).toBe("unchanged");
        });
        expect(again.totals.runs).toBe(0);
      }),
      { numRuns: 1500 },
    );
  });
});

describe("the digest", () => {
  test("does not depend on the order of selection", () => {
    const selection = fc.uniqueArray(request, {
      minLength: 2,
      maxLength: 8,
      selector: (one) => one.deliverable.componentId,
    });
    const shuffled = selection.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
    );
    fc.assert(
      fc.property(shuffled, standing, consents, layout, ([one, other], disk, agreed, text) => {
        const given = { standing: disk, consents: agreed, sequence: text, file: text };
        expect(planIn({ ...given, requests: other }).digest).toBe(planIn({ ...given, requests: one }).digest);
      }),
      { numRuns: 2000 },
    );
  });

  test("is equal only where the plan is equal", () => {
    fc.assert(
      fc.property(situation, situation, fc.boolean(), (one, other, sameRequests) => {
        const a = planIn(one);
        const b = planIn({ ...other, requests: sameRequests ? one.requests : other.requests });
        const meaning = ({ items, consents }: Plan) =>
          JSON.stringify([
            consents,
            items.map(({ deliverable, verdict, links }) => [deliverable.componentId, verdict, links]).sort(),
          ]);
        if (a.digest === b.digest) expect(meaning(a)).toBe(meaning(b));
      }),
      { numRuns: 2000 },
    );
  });
});

/** Follows a relative or absolute text from a real folder; the samples' only link is /mnt/prj itself. */
function resolved(folder: string, text: string): string {
  if (text.startsWith("/")) return text.replace("/mnt/prj", "/srv/prj");
  const segments = segmentsOf(folder);
  for (const segment of segmentsOf(text)) {
    if (segment === "..") segments.pop();
    else segments.push(segment);
  }
  return joinPath("/", ...segments);
}
