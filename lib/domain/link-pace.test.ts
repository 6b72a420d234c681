import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { calmSeconds, estimate, type LinkPace, lookAt, percentOf } from "./link-pace.ts";

const look = (at: number, done: number) => ({ at, done, began: null });
const looks = (...seen: [number, number][]) =>
  seen.reduce<LinkPace | null>((pace, [at, done]) => lookAt(pace, look(at, done)), null);

describe("how fast links are made", () => {
  it("is not known from one look, unless it is known when they began", () => {
    expect(looks([0, 40])?.rate).toBeNull();
    const first = lookAt(null, { at: 10_000, done: 2000, began: 0 });
    expect(estimate(first, 3000)).toEqual({ perSecond: 200, secondsLeft: 5 });
  });

  it("is the pace itself where that is even", () => {
    const pace = looks([0, 0], [1000, 100], [2000, 200], [3000, 300]);
    expect(pace && estimate(pace, 1300)).toEqual({ perSecond: 100, secondsLeft: 10 });
  });

  it("follows a change, and is not thrown about by one odd look", () => {
    const even = looks([0, 0], [1000, 100], [2000, 200]);
    const odd = lookAt(even, look(3000, 1200));
    expect(odd.rate).toBeGreaterThan(0.1);
    expect(odd.rate).toBeLessThan(0.25);
    let slower: LinkPace = odd;
    for (let at = 4; at < 60; at += 1) slower = lookAt(slower, look(at * 1000, 1200 + (at - 3) * 10));
    expect(slower.rate).toBeCloseTo(0.01, 3);
  });

  it("sinks while nothing is made, until nobody can say how long it takes", () => {
    let pace = looks([0, 0], [1000, 100]);
    for (let at = 2; at < 200; at += 1) pace = lookAt(pace, look(at * 1000, 100));
    expect(pace && estimate(pace, 1000)?.secondsLeft).toBeNull();
  });

  it("does not count what is taken back, nor looks that lie too close together", () => {
    const pace = looks([0, 0], [1000, 100], [2000, 20]);
    expect(pace).toEqual({ at: 2000, done: 20, rate: 0.1 });
    expect(pace && lookAt(pace, look(2100, 5000))).toBe(pace);
  });

  it("never gives a time below nought or a pace that is none", () => {
    const steps = fc.array(fc.tuple(fc.nat(5000), fc.nat(5000)), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(steps, (moves) => {
        let [at, done] = [0, 0];
        let pace: LinkPace | null = null;
        for (const [ms, links] of moves) {
          at += ms;
          done += links;
          pace = lookAt(pace, look(at, done));
        }
        const told = pace && estimate(pace, done);
        return told === null || (told.perSecond >= 0 && (told.secondsLeft ?? 0) >= 0);
      }),
    );
  });
});

describe("what is said of it", () => {
  it("is as coarse as it is uncertain", () => {
    expect([0, 3, 11, 31, 100, 125, 700, 2000].map(calmSeconds)).toEqual([5, 5, 15, 45, 105, 180, 720, 2100]);
  });

  it("is 100 % only at the end", () => {
    expect([percentOf(0, 3), percentOf(1, 3), percentOf(2999, 3000), percentOf(3000, 3000), percentOf(0, 0)]).toEqual([
      0, 33, 99, 100, 100,
    ]);
  });
});
