import { describe, expect, test } from "vitest";
import { AppError } from "#lib/domain/errors";
import { componentIdSchema } from "#lib/domain/ids";
import type { FtrackPort } from "#lib/services/ports/ftrack";
import { createPictures, type PictureLimits, TooManyPictures } from "./pictures.ts";
import { gifOf } from "./test-gif.ts";

const component = (number: number) => componentIdSchema.parse(`5f0c1b1e-0000-4000-8000-00000000000${number}`);
type Found = Awaited<ReturnType<FtrackPort["thumbnail"]>>;
const gif = (width = 100, padding = 0): Found => ({ contentType: "image/gif", bytes: gifOf(width, 56, padding) });

/** Pictures whose time is set by hand, and a ftrack that answers when it is told to. */
function studio(limits: Partial<PictureLimits> = {}) {
  let time = 0;
  const waiting: { answer(found: Found): void; fail(error: Error): void }[] = [];
  const pictures = createPictures(
    { keptBytes: 10_000, keptMs: 1000, mostAsked: 2, mostPixels: 4096, ...limits },
    () => time,
  );
  const ftrack = {
    thumbnail: () => new Promise<Found>((answer, fail) => void waiting.push({ answer, fail })),
  };
  return {
    waiting,
    get: (number: number, width = 100) => pictures.get(ftrack, component(number), width),
    pass(milliseconds: number) {
      time += milliseconds;
    },
    async fetched(number: number, found: Found) {
      const answer = pictures.get(ftrack, component(number), 100);
      waiting.at(-1)?.answer(found);
      return answer;
    },
  };
}

describe("a picture", () => {
  test("is asked for once by all who want it in that size at the same time", async () => {
    const { get, waiting } = studio();
    const all = [get(1), get(1), get(1)];
    const larger = get(1, 640);
    expect(waiting).toHaveLength(2);
    waiting[0]?.answer(gif());
    waiting[1]?.answer(gif(640));
    expect(new Set(await Promise.all(all)).size).toBe(1);
    expect((await larger)?.etag).not.toBe((await all[0])?.etag);
  });

  test("is kept for a while, and so is that there is none", async () => {
    const { get, fetched, pass, waiting } = studio();
    await fetched(1, gif());
    await fetched(2, null);
    pass(999);
    expect((await get(1))?.contentType).toBe("image/gif");
    expect(await get(2)).toBeNull();
    expect(waiting).toHaveLength(2);
    pass(1);
    void get(1);
    expect(waiting).toHaveLength(3);
  });

  test("that could not be had is asked for again at once", async () => {
    const { get, waiting } = studio();
    const first = get(1);
    waiting[0]?.fail(new AppError("ftrack-unavailable", "Down."));
    await expect(first).rejects.toMatchObject({ code: "ftrack-unavailable" });
    const again = get(1);
    waiting[1]?.answer(gif());
    expect(await again).not.toBeNull();
  });

  test("makes room by letting go of those that were wanted longest ago", async () => {
    const { get, fetched, waiting } = studio({ keptBytes: 3000 });
    await fetched(1, gif(100, 1000));
    await fetched(2, gif(101, 1000));
    await get(1);
    await fetched(3, gif(102, 1000));
    await get(1);
    expect(waiting).toHaveLength(3);
    void get(2);
    expect(waiting).toHaveLength(4);
  });

  test("waits for no turn where too many are on their way already", async () => {
    const { get, waiting } = studio({ mostAsked: 2 });
    const two = [get(1), get(2)];
    await expect(get(3)).rejects.toBeInstanceOf(TooManyPictures);
    // One that is on its way anyway costs nothing.
    const same = get(1);
    for (const { answer } of waiting) answer(gif());
    expect(await Promise.all([...two, same])).not.toContain(null);
    void get(3);
    expect(waiting).toHaveLength(3);
  });
});

describe("no picture for a browser is", () => {
  test.each<[string, Found]>([
    ["one that would be vast when unpacked", gif(5000)],
    ["what can hold a script", { contentType: "image/svg+xml", bytes: gifOf(100, 56) }],
    ["a page", { contentType: "text/html; charset=utf-8", bytes: gifOf(100, 56) }],
    [
      "what only calls itself one",
      { contentType: "image/png", bytes: Buffer.from("<!doctype html><p>a whole page</p>") },
    ],
  ])("%s", async (_, found) => {
    expect(await studio().fetched(1, found)).toBeNull();
  });
});
