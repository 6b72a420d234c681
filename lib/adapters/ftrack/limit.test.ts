import { expect, test } from "vitest";
import { createLimit } from "./limit.ts";

const never = new AbortController().signal;
const settle = () => new Promise((resolve) => setImmediate(resolve));

test("so many at a time, the others in the order in which they came", async () => {
  const inTurn = createLimit(2);
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const all = [0, 1, 2, 3].map((nth) =>
    inTurn(never, () => {
      begun.push(nth);
      return new Promise<void>((resolve) => ends.push(resolve));
    }),
  );
  await settle();
  expect(begun).toEqual([0, 1]);
  ends[1]?.();
  await settle();
  expect(begun).toEqual([0, 1, 2]);
  ends[0]?.();
  await settle();
  ends[2]?.();
  ends[3]?.();
  await Promise.all(all);
  expect(begun).toEqual([0, 1, 2, 3]);
});

test("work that fails gives its place to the next", async () => {
  const inTurn = createLimit(1);
  const failing = inTurn(never, () => Promise.reject(new Error("no")));
  const next = inTurn(never, async () => "next");
  await expect(failing).rejects.toThrow("no");
  expect(await next).toBe("next");
  expect(await inTurn(never, async () => "later")).toBe("later");
});

test("who gives up waiting is not begun, and holds up nobody", async () => {
  const inTurn = createLimit(1);
  let end: () => void = () => expect.unreachable();
  const first = inTurn(never, () => new Promise<void>((resolve) => (end = resolve)));
  const impatient = new AbortController();
  const given = inTurn(impatient.signal, async () => expect.unreachable());
  const next = inTurn(never, async () => "next");
  impatient.abort(new Error("too late"));
  await expect(given).rejects.toThrow("too late");
  await expect(inTurn(impatient.signal, async () => expect.unreachable())).rejects.toThrow("too late");
  end();
  await first;
  expect(await next).toBe("next");
});
