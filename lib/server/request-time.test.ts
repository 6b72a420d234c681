import { createServer, type RequestListener } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { addFtrackCall, nameRequest, type TimeParts, withRequestTime } from "./request-time.ts";

async function answerOf(handle: RequestListener) {
  const observed: [string, TimeParts][] = [];
  const server = createServer(withRequestTime(handle, (work, parts) => observed.push([work, parts])));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("The server has no port.");
  try {
    const response = await fetch(`http://127.0.0.1:${address.port}`);
    await response.text();
    return { timing: response.headers.get("server-timing"), observed };
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

test("calls side by side count once, what lies between calls is ours", async () => {
  const began = performance.now();
  const { timing, observed } = await answerOf(async (_, response) => {
    nameRequest("show-versions");
    await sleep(1);
    addFtrackCall({ sentAt: began - 1000, milliseconds: 300 });
    addFtrackCall({ sentAt: began - 900, milliseconds: 300 });
    addFtrackCall({ sentAt: began - 850, milliseconds: 10 });
    addFtrackCall({ sentAt: began - 500, milliseconds: 100 });
    response.end("done");
  });
  expect(timing).toMatch(/^ftrack;dur=500\.0, own;dur=-?\d/);
  expect(observed).toEqual([["show-versions", { ftrack: expect.closeTo(500), own: expect.any(Number) }]]);
});

test("ftrack's part and ours make up the whole", async () => {
  const { observed } = await answerOf(async (_, response) => {
    const sentAt = performance.now();
    nameRequest("browse-facets");
    await sleep(20);
    addFtrackCall({ sentAt, milliseconds: performance.now() - sentAt });
    await sleep(20);
    response.end("done");
  });
  const [[, { ftrack, own }] = ["", { ftrack: 0, own: 0 }]] = observed;
  expect(ftrack).toBeGreaterThan(15);
  expect(own).toBeGreaterThan(15);
});

test("a request that asks nothing of ftrack says nothing of it", async () => {
  const { timing, observed } = await answerOf((_, response) => {
    nameRequest("save-preference");
    response.end("done");
  });
  expect(timing).toBeNull();
  expect(observed).toEqual([]);
});

test("what runs outside of any request is nobody's", () => {
  expect(() => addFtrackCall({ sentAt: 0, milliseconds: 1 })).not.toThrow();
});
