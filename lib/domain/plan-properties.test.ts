import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sampleConfiguration } from "./domain-samples.ts";
import { runs } from "./make-plan.ts";
import type { MountView } from "./mount-view.ts";
import type { Plan } from "./plan.ts";
import { destination, fileRequest, planOf, type Standing, sequenceRequest } from "./plan-samples.ts";
import type { PlanRequest } from "./plan-sketch.ts";
import { writtenLinks } from "./planned-link.ts";
import { isWithin, joinPath, segmentsOf } from "./posix-path.ts";
import type { HeadState } from "./source.ts";
import type { TargetEntry } from "./target.ts";

const numRuns = Number(process.env.COMPOUT_CASES ?? 5000);
const patience = 20_000 + numRuns * 20;

const { frames } = sampleConfiguration();
const consents = fc.record({ replace: fc.boolean(), warnings: fc.boolean() });
const name = fc.constantFrom("a", "A", "b", "a.mov", "shot", "Shot");
const head = fc.constantFrom<HeadState | undefined>(undefined, undefined, "sound", "cut-off", "unreadable");
const request: fc.Arbitrary<PlanRequest> = fc
  .record({
    number: fc.nat(40),
    name,
    isFile: fc.boolean(),
    eligible: fc.boolean(),
    lost: fc.integer({ min: 0, max: 6 }),
    known: fc.constantFrom(null, 3, 4, 2),
    head,
    size: fc.constantFrom(1000, 1000, 10, 0),
  })
  .map(({ number, name, isFile, eligible, lost, known, head, size }) => {
    const { deliverable, source } = isFile
      ? fileRequest(number, `from${number}`, name)
      : sequenceRequest(number, name, {
          knownRange: known === null ? null : { first: 1001, last: 1000 + known, source: "shot" },
        });
    const looked = (source?.state === "found" ? source.files : []).map((file, at) =>
      at === 0 ? { ...file, size, ...(head === undefined ? {} : { head }) } : file,
    );
    return {
      deliverable,
      eligibility: eligible ? { eligible: true } : { eligible: false, reasons: ["task is *x*; internal needs *y*"] },
      source: lost === 0 || source?.state !== "found" ? null : { ...source, files: looked },
    };
  });
const requests = fc.array(request, { minLength: 1, maxLength: 6 });
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
const view = fc.constantFrom<MountView | null>(
  null,
  null,
  { name: "whole", mounts: [{ ours: "/srv/prj", theirs: "/mnt/prj" }] },
  { name: "chroot", mounts: [{ ours: "/srv/prj/NXP/00_ftp", theirs: "/" }] },
);
const situation = fc.record({ requests, standing, consents, sequence: layout, file: layout, view });

interface Situation {
  requests: readonly PlanRequest[];
  standing: Standing;
  consents: Plan["consents"];
  sequence: string;
  file: string;
  view: MountView | null;
}

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

function planIn({ requests, standing, consents, sequence, file, view }: Situation): Plan {
  return planOf(requests, {
    standing,
    consents,
    configuration: { frames, layout: { sequence, file } },
    ours: oursOf(standing),
    views: { views: view === null ? [] : [view], links: new Map() },
  });
}

/** A rule that holds for each of a great many plans: cheaper than an expectation each time. */
function rule(sentence: string, holds: boolean): void {
  if (!holds) throw new Error(`Broken: ${sentence}`);
}

const running = (plan: Plan) => plan.items.filter((item) => runs(item, plan.consents));

describe("any plan", () => {
  test(
    "has no two links with one target, stays below the destination, and touches nothing that is not ours",
    () => {
      const seen = { replaced: 0, made: 0, stopped: 0 };
      fc.assert(
        fc.property(situation, (given) => {
          const plan = planIn(given);
          const targets = running(plan).flatMap((item) => writtenLinks(item).map(({ target }) => folded(target)));
          rule("one link for one target, in whatever case", new Set(targets).size === targets.length);
          rule(
            "no link where another wants a folder",
            targets.every((target) => !targets.some((other) => other !== target && isWithin(other, target))),
          );
          for (const item of plan.items) {
            const { folder, verdict, reasons } = item;
            const isFine = verdict === "new" || verdict === "unchanged";
            rule("a reason for all but what is new or unchanged", isFine || reasons.some((reason) => reason !== ""));
            for (const { target, text, source } of writtenLinks(item)) {
              rule("every target below the destination", isWithin(target, destination) && target !== destination);
              rule("every text leads to its source", resolved(onDisk(folder ?? ""), text) === onDisk(source));
            }
          }
          for (const { target, verdict } of running(plan).flatMap(writtenLinks)) {
            const found = given.standing[target];
            const isOurs = found?.kind === "link" && found.text === "ours";
            if (verdict === "new") rule("new only where nothing stands", found === undefined);
            else if (verdict === "replace")
              rule("replaced is ours alone, by consent", isOurs && given.consents.replace);
            else rule("nothing else runs", verdict === "unchanged");
            seen[verdict === "replace" ? "replaced" : "made"] += 1;
          }
          const { totals } = plan;
          seen.stopped += totals.stopped;
          rule(
            "totals add up",
            totals.runs + totals.unchanged + totals.awaitingConsent + totals.stopped === totals.items &&
              totals.items === plan.items.length,
          );
        }),
        { numRuns },
      );
      for (const count of Object.values(seen)) expect(count).toBeGreaterThan(0);
    },
    patience,
  );

  test(
    "that was run finds everything unchanged, and nothing left to run",
    () => {
      let ran = 0;
      fc.assert(
        fc.property(situation, (given) => {
          const plan = planIn(given);
          const made = running(plan)
            .flatMap(writtenLinks)
            .map(({ target, text, source }): [string, TargetEntry] => [
              target,
              { kind: "link", text, reaches: onDisk(source) },
            ]);
          ran += made.length;
          const again = planIn({ ...given, standing: { ...given.standing, ...Object.fromEntries(made) } });
          plan.items.forEach((item, at) => {
            const isUnchanged = again.items[at]?.verdict === "unchanged";
            rule("what ran is unchanged", isUnchanged || !runs(item, plan.consents));
          });
          rule("nothing runs again", again.totals.runs === 0);
        }),
        { numRuns },
      );
      expect(ran).toBeGreaterThan(0);
    },
    patience,
  );
});

test(
  "the digest does not depend on the order of selection, and is equal only where the plan is equal",
  () => {
    const selection = fc.uniqueArray(request, {
      minLength: 1,
      maxLength: 6,
      selector: (one) => one.deliverable.componentId,
    });
    const shuffled = selection.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
    );
    const same = { equal: 0, different: 0 };
    fc.assert(
      fc.property(shuffled, situation, situation, ([selected, inOtherOrder], one, other) => {
        const plan = planIn({ ...one, requests: selected });
        const mixed = planIn({ ...one, requests: inOtherOrder });
        rule("the order of selection does not matter", mixed.digest === plan.digest);
        const elsewhere = planIn({ ...other, requests: selected });
        const isEqual = elsewhere.digest === plan.digest;
        if (isEqual) rule("one digest, one meaning", meaning(plan) === meaning(elsewhere));
        else rule("another digest, another meaning", meaning(plan) !== meaning(elsewhere));
        same[isEqual ? "equal" : "different"] += 1;
      }),
      { numRuns },
    );
    for (const count of Object.values(same)) expect(count).toBeGreaterThan(0);
  },
  patience,
);

function meaning({ items, consents }: Plan): string {
  const told = items.map((item) =>
    JSON.stringify([item.deliverable.componentId, item.verdict, item.warnings, writtenLinks(item)]),
  );
  return JSON.stringify([consents, told.sort()]);
}

function folded(path: string): string {
  return path.normalize("NFC").toLowerCase();
}

function onDisk(path: string): string {
  return path.replace("/mnt/prj", "/srv/prj");
}

/** Follows a relative or absolute text from a real folder; the samples' only link is /mnt/prj itself. */
function resolved(folder: string, text: string): string {
  if (text.startsWith("/")) return onDisk(text);
  const segments = segmentsOf(folder);
  for (const segment of segmentsOf(text)) {
    if (segment === "..") segments.pop();
    else segments.push(segment);
  }
  return joinPath("/", ...segments);
}
