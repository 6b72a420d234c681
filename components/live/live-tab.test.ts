import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import { sampleItem, sampleUpload } from "#lib/domain/domain-samples";
import { uploadIdSchema } from "#lib/domain/ids";
import { type LiveEvent, type Topic, uploadTopic } from "#lib/domain/live";
import { createLiveCache } from "./live-cache.ts";
import type { LineListener, LineState, LiveLine } from "./live-line.ts";
import { createLiveTab, type LiveTab, type TabOptions } from "./live-tab.ts";

const id = uploadIdSchema.parse("5f0c1b1e-0000-4000-8000-000000000001");
const topic = uploadTopic(id);
const news = (linksDone: number, whole = true): LiveEvent => ({
  topic,
  about: "upload",
  upload: sampleUpload({ id, linksDone, asOf: linksDone }),
  items: [sampleItem({ position: 0 })],
  whole,
});

/** The machine may be busy with other things. */
const soon = <T>(what: () => T) => expect.poll(what, { timeout: 10_000 });

/** Lines that were opened in place of ones to a server. */
const lines: { topics: readonly Topic[]; open: boolean; listener: LineListener }[] = [];
const openLines = () => lines.filter((line) => line.open && line.topics.length > 0);

function open(listener: LineListener): LiveLine {
  const line = { topics: [] as readonly Topic[], open: true, listener };
  lines.push(line);
  return {
    follow(topics) {
      line.topics = topics;
      listener.onState("live");
    },
    close() {
      line.open = false;
    },
  };
}

const tabs: LiveTab[] = [];

function tab(options: Partial<TabOptions> = {}) {
  const made = createLiveTab({ locks: navigator.locks, open, lingerMs: 5, ...options });
  tabs.push(made);
  return made;
}

function follower() {
  const events: LiveEvent[] = [];
  const states: LineState[] = [];
  return {
    events,
    states,
    onEvent: (event: LiveEvent) => events.push(event),
    onState: (state: LineState) => states.push(state),
    done: () => events.map((event) => (event.about === "upload" ? event.upload.linksDone : null)),
  };
}

afterEach(async () => {
  for (const one of tabs.splice(0)) one.pause();
  await sleep(20);
  lines.length = 0;
});

async function followed(topics: readonly Topic[]): Promise<(typeof lines)[number]> {
  await soon(() => openLines().map((line) => line.topics)).toEqual([topics]);
  const [line] = openLines();
  if (line === undefined) throw new Error("There is a line.");
  return line;
}

describe("the tabs of a browser", () => {
  it("share one line, which carries what any of them follows", async () => {
    const [one, other] = [follower(), follower()];
    tab().follow(topic, one);
    tab().follow("history", other);
    const line = await followed(["history", topic]);
    line.listener.onEvent(news(1));
    line.listener.onEvent({ topic: "history", about: "history", uploads: [], whole: true });
    await soon(() => [one.events.length, other.events.length]).toEqual([1, 1]);
    expect(one.done()).toEqual([1]);
    expect([one.states.at(-1), other.states.at(-1)]).toEqual(["live", "live"]);
  });

  it("tell one that comes later all that is known, without asking the server again", async () => {
    const [one, later] = [follower(), follower()];
    tab().follow(topic, one);
    const line = await followed([topic]);
    line.listener.onEvent(news(1));
    line.listener.onEvent(news(2, false));
    tab().follow(topic, later);
    await soon(() => later.done()).toEqual([2]);
    expect(later.events[0]).toMatchObject({ whole: true });
    expect(lines).toHaveLength(1);
  });

  it("tell one that comes later the newest that is known, also where a new line began with less", async () => {
    const [one, later] = [follower(), follower()];
    tab().follow(topic, one);
    const line = await followed([topic]);
    line.listener.onEvent(news(5));
    line.listener.onEvent(news(3));
    tab().follow(topic, later);
    await soon(() => later.done()).toEqual([5]);
  });

  it("hand the line over when the one that holds it goes", async () => {
    const [one, other] = [follower(), follower()];
    const first = tab();
    first.follow(topic, one);
    await followed([topic]);
    tab().follow(topic, other);
    await sleep(30);
    first.pause();
    await soon(() => lines.length).toBe(2);
    const line = await followed([topic]);
    expect(line).toBe(lines[1]);
    line.listener.onEvent(news(3));
    await soon(() => other.done()).toEqual([3]);
    expect(one.done()).toEqual([]);
  });

  it("follow no more what only a tab that is gone has followed", async () => {
    tab().follow(topic, follower());
    const other = tab();
    const leave = other.follow("history", follower());
    await followed(["history", topic]);
    leave();
    await followed([topic]);
    other.follow("history", follower());
    await followed(["history", topic]);
    other.pause();
    await followed([topic]);
  });

  it("take the line away from one that fell silent, which joins in again when it wakes", async () => {
    const [one, other] = [follower(), follower()];
    tab({ silenceMs: 60_000 }).follow(topic, one);
    const frozen = await followed([topic]);
    tab({ silenceMs: 100 }).follow(topic, other);
    await soon(() => lines.length).toBe(2);
    const line = await followed([topic]);
    expect(frozen.open).toBe(false);
    line.listener.onEvent(news(4));
    await soon(() => [one.done(), other.done()]).toEqual([[4], [4]]);
  });

  it("let go of the line once nothing is followed, and take it up again after they were put aside", async () => {
    const one = tab();
    const leave = one.follow(topic, follower());
    await followed([topic]);
    one.pause();
    expect(openLines()).toEqual([]);
    one.resume();
    await followed([topic]);
    leave();
    await soon(openLines).toEqual([]);
  });

  it("have a line each where the browser has no locks", async () => {
    const [one, other] = [follower(), follower()];
    tab({ locks: null }).follow(topic, one);
    tab({ locks: null }).follow(topic, other);
    await soon(() => openLines().length).toBe(2);
    for (const { listener } of lines) listener.onEvent(news(1));
    expect([one.done(), other.done()]).toEqual([[1], [1]]);
  });
});

describe("what is known of a topic", () => {
  it("has changed items in their places, and the newest uploads first", () => {
    const cache = createLiveCache();
    const upload = sampleUpload({ id });
    const items = [sampleItem({ position: 0, state: "waiting" }), sampleItem({ position: 1, state: "waiting" })];
    cache.take({ topic, about: "upload", upload, items, whole: true });
    const changed = [sampleItem({ position: 1, state: "linked" })];
    cache.take({ topic, about: "upload", upload, items: changed, whole: false });
    expect(cache.of(topic)).toMatchObject({ whole: true, items: [{ state: "waiting" }, { state: "linked" }] });
    const older = sampleUpload({ id, submittedAt: "2026-11-21T10:00:00.000Z" });
    const other = uploadIdSchema.parse(id.replace(/1$/, "2"));
    const newer = sampleUpload({ id: other, submittedAt: "2026-11-22T10:00:00.000Z" });
    cache.take({ topic: "history", about: "history", uploads: [older], whole: true });
    cache.take({ topic: "history", about: "history", uploads: [newer], whole: false });
    expect(cache.of("history")).toMatchObject({ whole: true, uploads: [newer, older] });
    cache.keep(new Set<Topic>(["history"]));
    expect(cache.of(topic)).toBeNull();
  });
});
