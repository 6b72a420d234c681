import { createServer, type RequestListener } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { AppError } from "#lib/domain/errors";
import { type FtrackServer, startFtrack } from "#sandbox/ftrack/server";
import { idOf, tinyStudio, tinyUser } from "#sandbox/ftrack/tiny-studio";
import { createFtrack } from "./ftrack.ts";
import { mergeMentions } from "./merge-mentions.ts";
import { quoted } from "./queries.ts";
import { type Mishap, startProxy } from "./test-proxy.ts";

const { username: apiUser, apiKey } = tinyUser;
let server: FtrackServer;

beforeAll(async () => {
  server = await startFtrack({ operations: tinyStudio });
});
afterAll(() => server.close());

async function behindProxy(onPost: (actions: readonly string[], nth: number) => Mishap, timeoutMs = 3000) {
  const proxy = await startProxy(server.url);
  proxy.onPost = onPost;
  return { proxy, ftrack: createFtrack({ server: proxy.url, apiUser, apiKey, timeoutMs }) };
}

async function failureOf(work: Promise<unknown>): Promise<Pick<AppError, "code" | "message">> {
  return work.then(
    () => expect.unreachable("It was to fail."),
    (error: AppError) => ({ code: error.code, message: error.message }),
  );
}

const isStart = (actions: readonly string[]) => actions.includes("query_schemas");

describe("a read", () => {
  test.each<Mishap>(["page", "cut"])("is tried again after a %s", async (mishap) => {
    const { proxy, ftrack } = await behindProxy((actions) => {
      const queries = proxy.posts.filter((post) => !isStart(post));
      return !isStart(actions) && queries.length < 3 ? mishap : "none";
    });
    await using _ = proxy;
    expect(await ftrack.userId("boss")).toBe(idOf("boss"));
    expect(proxy.posts).toEqual([["query_server_information", "query_schemas"], ["query"], ["query"], ["query"]]);
  });

  test("is tried again where the start fails, and the schemas are fetched once after that", async () => {
    const { proxy, ftrack } = await behindProxy((_, nth) => (nth === 1 ? "page" : "none"));
    await using _ = proxy;
    expect(await ftrack.userId("boss")).toBe(idOf("boss"));
    expect(await ftrack.projects()).toHaveLength(1);
    expect(proxy.posts.filter(isStart)).toHaveLength(2);
  });

  test("that fails three times says that a page came instead of data", async () => {
    const { proxy, ftrack } = await behindProxy((actions) => (isStart(actions) ? "none" : "page"));
    await using _ = proxy;
    const { code, message } = await failureOf(ftrack.projects());
    expect(code).toBe("ftrack-unavailable");
    expect(message).toMatch(/answered with a page instead of data.*Try again/);
    expect(proxy.posts.filter((post) => !isStart(post))).toHaveLength(3);
  });

  test.each([
    ["a query", (actions: readonly string[]) => !isStart(actions)],
    ["the start", isStart],
  ])("is given up at its deadline where %s is never answered", async (_, stuck) => {
    const { proxy, ftrack } = await behindProxy((actions) => (stuck(actions) ? "silence" : "none"), 250);
    await using _proxy = proxy;
    expect(await failureOf(ftrack.projects())).toEqual({
      code: "ftrack-unavailable",
      message: expect.stringContaining("did not answer within"),
    });
  });

  test("works again once the server does", async () => {
    let down = true;
    const { proxy, ftrack } = await behindProxy(() => (down ? "page" : "none"));
    await using _ = proxy;
    await expect(ftrack.ping()).rejects.toMatchObject({ code: "ftrack-unavailable" });
    down = false;
    await expect(ftrack.ping()).resolves.toBeUndefined();
  });
});

describe("what ftrack refuses", () => {
  test("a bad key is told with the API user's name and what to check, and never with the key", async () => {
    const ftrack = createFtrack({ server: server.url, apiUser, apiKey: "wrong-key-5", timeoutMs: 2000 });
    const { code, message } = await failureOf(ftrack.ping());
    expect(code).toBe("ftrack-refused");
    expect(message).toContain(`does not accept the key of its API user "${apiUser}"`);
    expect(message).not.toContain("wrong-key-5");
  });

  test.each([
    ["ValidationError", "name: is required", "ftrack refused: name: is required."],
    [
      "PermissionError",
      "no write access.",
      'ftrack does not allow this to its API user "api.artist": no write access.',
    ],
    ["IntegrityError", "Duplicate\n entry", "ftrack refused: Duplicate entry."],
  ])("%s comes in ftrack's own words, without a second try", async (exception, content, words) => {
    let calls = 0;
    await using web = await startWeb((_, response) => {
      calls += 1;
      response.end(JSON.stringify({ exception, content, error_code: "x" }));
    });
    const ftrack = createFtrack({ server: web.url, apiUser, apiKey, timeoutMs: 2000 });
    const { code, message } = await failureOf(ftrack.projects());
    expect(code).toBe("ftrack-refused");
    expect(message.startsWith(words)).toBe(true);
    expect(calls).toBe(1);
  });

  test("JSON of somebody else is no answer of ftrack", async () => {
    await using web = await startWeb((_, response) => response.end('{"message": "hello"}'));
    const ftrack = createFtrack({ server: web.url, apiUser, apiKey, timeoutMs: 600 });
    expect((await failureOf(ftrack.projects())).code).toBe("ftrack-unavailable");
  });

  test("an address where nothing listens is unavailable, with the reason", async () => {
    const web = await startWeb(() => undefined);
    await web[Symbol.asyncDispose]();
    const ftrack = createFtrack({ server: web.url, apiUser, apiKey, timeoutMs: 2000 });
    expect(await failureOf(ftrack.projects())).toEqual({
      code: "ftrack-unavailable",
      message: expect.stringContaining("ECONNREFUSED"),
    });
  });
});

describe("a thumbnail", () => {
  const big = Buffer.alloc(6 * 1024 * 1024);

  /** Answers the API's start as far as a session needs it, and thumbnails as the test wants. */
  async function thumbnailFrom(answer: RequestListener, timeoutMs = 2000) {
    await using web = await startWeb((request, response) => {
      if (request.url === "/api") response.end(JSON.stringify([{}, []]));
      else answer(request, response);
    });
    return await createFtrack({ server: web.url, apiUser, apiKey, timeoutMs }).thumbnail(idOf("thumb"), 300);
  }

  test.each<[string, string, number, Buffer | string]>([
    ["a page", "text/html", 200, "<p>no</p>"],
    ["a drawing that may carry scripts", "image/svg+xml", 200, "<svg/>"],
    ["a missing image", "image/png", 404, "x"],
    ["more than 5 MB", "image/png", 200, big],
  ])("is null for %s", async (_, type, status, body) => {
    expect(
      await thumbnailFrom((_request, response) => response.writeHead(status, { "content-type": type }).end(body)),
    ).toBeNull();
  });

  test("is asked for with the size, and comes with its type", async () => {
    const image = await thumbnailFrom(({ url }, response) =>
      response
        .writeHead(200, { "content-type": "image/jpeg; x=y" })
        .end(new URL(url ?? "", "http://x").searchParams.get("size")),
    );
    expect(image?.contentType).toBe("image/jpeg");
    expect(Buffer.from(image?.bytes ?? []).toString()).toBe("300");
  });

  test("has a deadline, and no key in its error", async () => {
    const { code, message } = await failureOf(thumbnailFrom(() => undefined, 150));
    expect(code).toBe("ftrack-unavailable");
    expect(message).not.toContain(apiKey);
  });

  test("is unavailable where the server fails", async () => {
    const failing = thumbnailFrom((_, response) => response.writeHead(503).end());
    expect((await failureOf(failing)).code).toBe("ftrack-unavailable");
  });
});

describe("mergeMentions", () => {
  test("completes every mention of an entity from all others", () => {
    const status = { __entity_type__: "Status", id: "s" };
    const answer = {
      data: [
        { __entity_type__: "Task", id: "a", status: { ...status, name: "Ready" } },
        { __entity_type__: "Task", id: "b", status },
        { __entity_type__: "Task", id: "c", metadata: [{ __entity_type__: "Metadata", key: "k", value: "v" }] },
      ],
    };
    expect(mergeMentions(answer)).toEqual({
      data: [
        expect.objectContaining({ id: "a", status: { ...status, name: "Ready" } }),
        expect.objectContaining({ id: "b", status: { ...status, name: "Ready" } }),
        expect.objectContaining({ metadata: [{ __entity_type__: "Metadata", key: "k", value: "v" }] }),
      ],
    });
  });
});

test("quoted text cannot end its quotes", () => {
  expect(quoted('a"b')).toBe('"a\\"b"');
  expect(quoted('a\\" or name like "%')).toBe('"a\\\\\\" or name like \\"%"');
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
