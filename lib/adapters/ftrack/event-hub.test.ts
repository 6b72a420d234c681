import { createServer } from "node:http";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { WebSocketServer } from "ws";
import { touchedBy } from "#lib/domain/touched-versions";
import { type FtrackServer, startFtrack } from "#sandbox/ftrack/server";
import { idOf, tinyStudio, tinyUser } from "#sandbox/ftrack/tiny-studio";
import { listenToHub } from "./event-hub.ts";
import { createFtrack } from "./ftrack.ts";
import { failureOf, lineTo } from "./test-line.ts";

const pace = { firstWaitMs: 10, longestWaitMs: 80, silenceMs: 5000, steadyMs: 50 };
const soon = <T>(what: () => T) => expect.poll(what, { timeout: 10_000 });
let server: FtrackServer;
const lines: { close(): void }[] = [];

beforeAll(async () => {
  server = await startFtrack({ operations: tinyStudio, hub: { heartbeatMs: 30, timeoutMs: 1000 } });
});
afterAll(() => server.close());
afterEach(async () => {
  for (const line of lines.splice(0)) line.close();
  server.faults.clear();
  await soon(() => server.hub.size).toBe(0);
});

function listen(settings = lineTo(server, tinyUser), ownPace = pace) {
  const told: string[] = [];
  const line = listenToHub(
    settings,
    {
      onHeard: () => told.push("heard"),
      onDeaf: (reason) => told.push(reason),
      onUpdate(event) {
        for (const { project, versionIds, taskIds } of touchedBy(event)) {
          told.push([project, ...versionIds, ...taskIds].join(" "));
        }
      },
    },
    ownPace,
  );
  lines.push(line);
  return { told, line };
}

async function setStatus(type: "AssetVersion" | "Task", name: string, status: string): Promise<void> {
  const headers = { "ftrack-user": tinyUser.username, "ftrack-api-key": tinyUser.apiKey };
  const change = { action: "update", entity_type: type, entity_key: idOf(name) };
  const body = JSON.stringify([{ ...change, entity_data: { __entity_type__: type, status_id: idOf(status) } }]);
  await fetch(`${server.url}/api`, { method: "POST", headers, body });
}

describe("listening to ftrack's events", () => {
  it("hears which task got another status, and in which project", async () => {
    const { told } = listen();
    await soon(() => told).toEqual(["heard"]);
    await setStatus("Task", "task1", "wip");
    await soon(() => told.at(-1)).toBe(`${idOf("nxp")} ${idOf("task1")}`);
    await setStatus("Task", "task1", "pending");
  });

  it("stays as long as the hub wants signs of life", async () => {
    const { told } = listen();
    await soon(() => told).toEqual(["heard"]);
    await new Promise((resolve) => setTimeout(resolve, 1300));
    expect(told).toEqual(["heard"]);
    expect(server.hub.size).toBe(1);
  });

  it("says when it hears nothing any more, and comes back by itself", async () => {
    const { told } = listen();
    await soon(() => told).toEqual(["heard"]);
    const { id } = server.faults.add({ kind: "hub-down" });
    await soon(() => told.length).toBeGreaterThan(3);
    expect(told[1]).toBe(`ftrack's event hub at ${server.url} broke off.`);
    expect(told[3]).toContain("failed (HTTP 503)");
    server.faults.clear(id);
    await soon(() => told.at(-1)).toBe("heard");
    expect(server.hub.size).toBe(1);
    await setStatus("Task", "task1", "wip");
    await soon(() => told.at(-1)).toBe(`${idOf("nxp")} ${idOf("task1")}`);
    await setStatus("Task", "task1", "pending");
  });

  it("says that the key is refused, and whom to ask", async () => {
    const { told } = listen(lineTo(server, { ...tinyUser, apiKey: "wrong" }));
    await soon(() => told.length).toBeGreaterThan(0);
    expect(told[0]).toContain("does not accept the key");
    expect(told[0]).toContain("FTRACK_API_KEY");
  });

  it("tells nothing after it was closed, also in the middle of a try", async () => {
    const { told, line } = listen();
    line.close();
    const later = listen();
    await soon(() => later.told).toEqual(["heard"]);
    later.line.close();
    await soon(() => server.hub.size).toBe(0);
    expect(told).toEqual([]);
    expect(later.told).toEqual(["heard"]);
  });

  it("takes a silent line for a dead one", async () => {
    const sockets = new WebSocketServer({ noServer: true });
    const silent = createServer((_, response) => response.end("abc:60:60:websocket"));
    silent.on("upgrade", (request, socket, head) =>
      sockets.handleUpgrade(request, socket, head, (opened) => {
        opened.send("1::");
        opened.on("message", () => opened.send("6:::1"));
      }),
    );
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    const address = silent.address();
    const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
    const { told, line } = listen(lineTo({ url }, tinyUser), { ...pace, silenceMs: 60 });
    await soon(() => told.slice(0, 3)).toEqual([
      "heard",
      `ftrack's event hub at ${url} was silent for 0.06 s.`,
      "heard",
    ]);
    line.close();
    silent.closeAllConnections();
    silent.close();
    for (const socket of sockets.clients) socket.terminate();
  });

  it("can be asked whether it would answer", async () => {
    const ftrack = createFtrack(lineTo(server, tinyUser));
    expect(await failureOf(ftrack.pingEvents())).toMatchObject({ code: "none" });
    server.faults.add({ kind: "hub-down" });
    expect(await failureOf(ftrack.pingEvents())).toMatchObject({ code: "ftrack-unavailable" });
  });
});
