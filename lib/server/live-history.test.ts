import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import { type UploadId, uploadIdSchema } from "#lib/domain/ids";
import { exampleUpload } from "./example-upload.ts";
import { createLiveHistory, type HistoryNews, type LiveHistory } from "./live-history.ts";

const idOf = (number: number) => uploadIdSchema.parse(`5f0c1b1e-0000-4000-8000-00000000000${number}`);
let history: LiveHistory | null = null;

function start() {
  const counts = { newest: 0, read: 0, failures: 0, down: false };
  const answer = <T>(value: T): Promise<T> =>
    counts.down ? Promise.reject(new Error("database gone")) : Promise.resolve(value);
  const made = createLiveHistory({
    newest: () => {
      counts.newest += 1;
      return answer([exampleUpload(idOf(1))]);
    },
    read: (id: UploadId) => {
      counts.read += 1;
      return answer(exampleUpload(id));
    },
    onError: () => void counts.failures++,
    throttleMs: 20,
  });
  history = made;
  return { made, counts };
}

function follower() {
  const news: HistoryNews[] = [];
  return { news, onNews: (one: HistoryNews) => void news.push(one), onEnd: () => undefined };
}

const soon = <T>(what: () => T) => expect.poll(what, { timeout: 10_000 });

afterEach(() => history?.close());

describe("following the history", () => {
  it("brings the newest at first, then each upload that changed, gathered", async () => {
    const { made, counts } = start();
    const one = follower();
    await made.follow(one);
    for (let at = 0; at < 100; at++) made.announce(idOf(1 + (at % 3)));
    await soon(() => one.news.length).toBe(2);
    expect(one.news.map(({ whole, uploads }) => [whole, uploads.length])).toEqual([
      [true, 1],
      [false, 3],
    ]);
    expect(counts.read).toBe(3);
  });

  it("reads nothing while nobody looks", async () => {
    const { made, counts } = start();
    const leave = await made.follow(follower());
    made.announce(idOf(1));
    leave();
    made.announce(idOf(2));
    made.announceAll();
    await sleep(60);
    expect(counts).toMatchObject({ newest: 1, read: 0 });
  });

  it("reads the newest again where announcements may have been missed, also when the database is back", async () => {
    const { made, counts } = start();
    const one = follower();
    await made.follow(one);
    counts.down = true;
    made.announce(idOf(1));
    await soon(() => counts.failures).toBeGreaterThan(0);
    counts.down = false;
    await soon(() => one.news.length).toBe(2);
    expect(one.news[1]).toMatchObject({ whole: true });
    made.announceAll();
    await soon(() => one.news.length).toBe(3);
  });
});
