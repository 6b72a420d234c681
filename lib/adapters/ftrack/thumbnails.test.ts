import { createServer, type RequestListener } from "node:http";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { FaultWish } from "#sandbox/ftrack/faults/fault-order";
import { type FtrackServer, startFtrack } from "#sandbox/ftrack/server";
import { idOf, tinyStudio, tinyUser } from "#sandbox/ftrack/tiny-studio";
import { createFtrack } from "./ftrack.ts";
import { failureOf, joined, lineTo } from "./test-line.ts";

const match = { path: "/component" };
let server: FtrackServer;

beforeAll(async () => {
  server = await startFtrack({ operations: tinyStudio });
});
afterEach(() => {
  server.faults.clear();
});
afterAll(() => server.close());

describe("a picture", () => {
  const big = Buffer.alloc(6 * 1024 * 1024);

  /** Answers the API's start as far as a session needs it, and pictures as the test wants. */
  async function pictureFrom(answer: RequestListener) {
    await using web = await startWeb((request, response) => {
      if (request.url === "/api") response.end(JSON.stringify([{}, []]));
      else answer(request, response);
    });
    return await createFtrack(lineTo(web, tinyUser)).thumbnail(idOf("thumb"), 300);
  }

  test.each<[string, string, number, Buffer | string]>([
    ["a page", "text/html", 200, "<p>no</p>"],
    ["a drawing that may carry scripts", "image/svg+xml", 200, "<svg/>"],
    ["a missing image", "image/png", 404, "x"],
    ["more than 5 MB", "image/png", 200, big],
  ])("is null for %s", async (_, type, status, body) => {
    const picture = pictureFrom((_request, response) => response.writeHead(status, { "content-type": type }).end(body));
    expect(await picture).toBeNull();
  });

  test("is asked for with the size, and comes with its type", async () => {
    const image = await pictureFrom(({ url }, response) =>
      response
        .writeHead(200, { "content-type": "image/jpeg; x=y" })
        .end(new URL(url ?? "", "http://x").searchParams.get("size")),
    );
    expect(image?.contentType).toBe("image/jpeg");
    expect(Buffer.from(image?.bytes ?? []).toString()).toBe("300");
  });
});

describe("where pictures can't be had", () => {
  test.each<[wish: FaultWish, code: string, tries: number, sentence: RegExp]>([
    [{ kind: "html-502", match }, "ftrack-unavailable", 3, /page instead of data \(HTTP 502\)/],
    [{ kind: "files-down" }, "ftrack-unavailable", 3, /page instead of data \(HTTP 503\)/],
    [{ kind: "cut", match }, "ftrack-unavailable", 3, /cannot be reached/],
    [{ kind: "http-429", match }, "ftrack-unavailable", 3, /too many calls/],
    [{ kind: "http-429", retryAfterSeconds: 60, match }, "ftrack-unavailable", 1, /wait 60 s/],
    [{ kind: "bad-key", status: 401, match }, "ftrack-refused", 1, /does not accept the key/],
  ])("%j: %s", async (wish, code, tries, sentence) => {
    const ftrack = await joined(lineTo(server, tinyUser));
    const fault = server.faults.add(wish);
    const failure = await failureOf(ftrack.thumbnail(idOf("movie"), 300));
    expect(failure).toEqual({ code, message: expect.stringMatching(sentence) });
    expect(failure.message).toContain(server.url);
    expect(failure.message).not.toContain(tinyUser.apiKey);
    expect(fault.struck).toBe(tries);
    await ftrack.ping();
    server.faults.clear();
    expect((await ftrack.thumbnail(idOf("movie"), 300))?.contentType).toMatch(/^image\//);
  });

  test.each<FaultWish>([
    { kind: "delay", milliseconds: 60_000, match },
    { kind: "never-answers", match },
    { kind: "trickle", milliseconds: 60_000, bytes: 1, match },
  ])("%j ends at the deadline", async (wish) => {
    const ftrack = await joined(lineTo(server, tinyUser, { timeoutMs: 400 }));
    server.faults.add(wish);
    expect(await failureOf(ftrack.thumbnail(idOf("movie"), 300))).toEqual({
      code: "ftrack-unavailable",
      message: expect.stringContaining("did not answer within 0.4 s"),
    });
  });
});

test("many at a time hold up no question to the API", async () => {
  const ftrack = await joined(lineTo(server, tinyUser));
  const fault = server.faults.add({ kind: "late-answer", milliseconds: 100, match });
  const pictures = [...Array(20)].map(() => ftrack.thumbnail(idOf("movie"), 64));
  const met = ftrack.userId("boss").then(() => fault.met);
  expect((await Promise.all(pictures)).every((picture) => picture !== null)).toBe(true);
  expect(await met).toBeLessThan(20);
  expect(fault.met).toBe(20);
});

async function startWeb(listener: RequestListener): Promise<AsyncDisposable & { url: string }> {
  const web = createServer(listener);
  await new Promise<void>((resolve) => web.listen(0, "127.0.0.1", resolve));
  const address = web.address();
  return {
    url: `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`,
    async [Symbol.asyncDispose]() {
      web.closeAllConnections();
      await new Promise<void>((resolve) => web.close(() => resolve()));
    },
  };
}
