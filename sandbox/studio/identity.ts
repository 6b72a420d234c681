import { createHash } from "node:crypto";

/** The same name gives the same uuid in every run and on every machine. */
export function idOf(name: string): string {
  const hex = createHash("sha256").update(`compout sandbox: ${name}`).digest("hex");
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, "$1-$2-4$3-8$4-$5");
}

const hexDigits = Buffer.from("0123456789abcdef");
const dashes = Buffer.from("00000000-0000-4000-8000-000000000000");

/** Uuids by index, the same ones for a name: for hundreds of thousands of them, where hashing each would take long. */
export function idSeries(name: string): (index: number) => string {
  const digest = createHash("sha256").update(`compout sandbox: ${name}`).digest();
  const seeds = [0, 4, 8, 12].map((at) => digest.readUInt32LE(at));
  const text = Buffer.from(dashes);
  return (index) => {
    let place = 0;
    for (const seed of seeds) {
      let bits = scrambled(seed ^ scrambled(index));
      for (let digit = 0; digit < 8; digit += 1, place += 1) {
        while (text[place] === 0x2d) place += 1;
        if (place !== 14 && place !== 19) text[place] = hexDigits[bits & 15] ?? 0;
        bits >>>= 4;
      }
    }
    return text.toString("latin1");
  };
}

function scrambled(bits: number): number {
  let mixed = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** Even numbers from 0 to below 1, always the same ones for a name (mulberry32). */
export function randomOf(name: string): () => number {
  let state = createHash("sha256").update(name).digest().readUInt32LE();
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One of the values, each as likely as its weight. */
export function choose<T>(random: () => number, weighted: readonly (readonly [value: T, weight: number])[]): T {
  let rest = random() * weighted.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [value, weight] of weighted) {
    rest -= weight;
    if (rest < 0) return value;
  }
  const last = weighted.at(-1);
  if (!last) throw new RangeError("There is nothing to choose from.");
  return last[0];
}
