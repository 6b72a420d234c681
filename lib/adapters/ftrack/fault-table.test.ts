import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { collected } from "#lib/domain/collected";
import type { Project } from "#lib/domain/deliverable";
import { componentIdSchema, projectIdSchema } from "#lib/domain/ids";
import type { FtrackPort } from "#lib/services/ports/ftrack";
import type { CallFaultWish } from "#sandbox/ftrack/faults/fault-order";
import { type FtrackServer, startFtrack } from "#sandbox/ftrack/server";
import { idOf, tinyStudio, tinyUser } from "#sandbox/ftrack/tiny-studio";
import { failureOf, joined, lineTo, whole } from "./test-line.ts";

const nxp = projectIdSchema.parse(idOf("nxp"));
const project: Project = {
  id: nxp,
  name: "NXP",
  fullName: "Next Planet",
  schemaId: idOf("vfx"),
  root: null,
  disk: null,
};
const pair = { version: "Ready to review", task: "Pending Internal review" };
const ready = { versionStatusIds: [idOf("ready")], taskStatusIds: [idOf("pending")], missing: [] };
const note = {
  noteId: idOf("a note"),
  versionId: idOf("p1"),
  content: "Linked.",
  metadata: { compout_upload: "7" },
  setStatus: null,
};

/** Every way in which the program asks ftrack, by what has to be struck for it. */
const questions: Record<string, (ftrack: FtrackPort) => Promise<unknown>> = {
  projects: (ftrack) => ftrack.projects(),
  resolveStatuses: (ftrack) => ftrack.resolveStatuses(project, pair),
  "published facets": (ftrack) => collected(ftrack.published(nxp, ready, "facets", whole)),
  "published rows": (ftrack) => collected(ftrack.published(nxp, ready, "rows", whole)),
  publishedById: (ftrack) => ftrack.publishedById(nxp, [componentIdSchema.parse(idOf("left"))]),
  statusesOf: (ftrack) => ftrack.statusesOf([idOf("v2")]),
  "supervisors of a group": (ftrack) => ftrack.supervisors({ from: "ftrack-group", group: "Leads" }, nxp, []),
  "supervisors by attribute": (ftrack) =>
    ftrack.supervisors({ from: "ftrack-attribute", attribute: "supervisor" }, nxp, [idOf("task3")]),
  "project managers": (ftrack) => ftrack.supervisors({ from: "project-manager", type: "Supervisor" }, nxp, []),
  userId: (ftrack) => ftrack.userId("boss"),
  "deliver, as it looks what is there": (ftrack) => ftrack.deliver([note], idOf("boss")),
  ping: (ftrack) => ftrack.ping(),
  storagePrefix: (ftrack) => ftrack.storagePrefix(),
};

let server: FtrackServer;

beforeAll(async () => {
  server = await startFtrack({ operations: tinyStudio });
});
afterEach(() => {
  server.faults.clear();
});
afterAll(() => server.close());

const aims = [{ action: "query" }, { action: "query_server_information" }];
const expectedOf = (code: string, tries: number) =>
  Object.fromEntries(Object.keys(questions).map((name) => [name, `${code} after ${tries}`]));

describe("whatever is asked ends in one clear sentence, asked again where that may help", () => {
  test.each<[wish: CallFaultWish, code: string, tries: number, sentence: RegExp]>([
    [
      { kind: "html-200" },
      "ftrack-unavailable",
      3,
      /answered with a page instead of data \(HTTP 200\), .*sign-in\. Try/,
    ],
    [
      { kind: "html-502" },
      "ftrack-unavailable",
      3,
      /answered with a page instead of data \(HTTP 502\), .*is down\. Try/,
    ],
    [{ kind: "html-503" }, "ftrack-unavailable", 3, /answered with a page instead of data \(HTTP 503\)/],
    [{ kind: "html-504" }, "ftrack-unavailable", 3, /answered with a page instead of data \(HTTP 504\)/],
    [{ kind: "cut" }, "ftrack-unavailable", 3, /cannot be reached: .+\. Try again in a minute/],
    [{ kind: "cut-after" }, "ftrack-unavailable", 3, /cannot be reached: .+\. Try again in a minute/],
    [{ kind: "truncated" }, "ftrack-unavailable", 3, /sent an answer that breaks off\. Try again/],
    [{ kind: "http-429" }, "ftrack-unavailable", 3, /is getting too many calls\. Try again/],
    [{ kind: "http-429", retryAfterSeconds: 0 }, "ftrack-unavailable", 3, /is getting too many calls/],
    [{ kind: "http-429", retryAfterSeconds: 60 }, "ftrack-unavailable", 1, /too many calls and asks to wait 60 s\./],
    [{ kind: "short-answer" }, "ftrack-unavailable", 3, /answered something else than it was asked\. Try again/],
    [{ kind: "answer", body: { hello: 1 } }, "ftrack-unavailable", 3, /answered something else than it was asked/],
    [{ kind: "ServerError", status: 503 }, "ftrack-unavailable", 3, /failed \(HTTP 503\): Something went wrong.*Try/],
    [
      { kind: "bad-key" },
      "ftrack-refused",
      1,
      /does not accept the key of its API user "api.artist".*FTRACK_API_KEY\./,
    ],
    [{ kind: "bad-key", status: 401 }, "ftrack-refused", 1, /does not accept the key of its API user "api.artist"/],
    [
      { kind: "PermissionError" },
      "ftrack-refused",
      1,
      /does not allow this to its API user "api.artist": .*administrator/,
    ],
    [
      { kind: "ServerError", content: "No such\n attribute." },
      "ftrack-refused",
      1,
      /refused: No such attribute\. Tell/,
    ],
    [{ kind: "ValidationError" }, "ftrack-refused", 1, /refused: A value is not valid\. Tell your pipeline team\./],
    [{ kind: "answer", body: { message: "no" }, status: 403 }, "ftrack-refused", 1, /is barred \(HTTP 403\), .* Tell/],
    [
      { kind: "answer", body: {}, status: 404 },
      "ftrack-refused",
      1,
      /no ftrack API at .* \(HTTP 404\).* FTRACK_SERVER/,
    ],
  ])("%j: %s", async (wish, code, tries, sentence) => {
    const ftrack = await joined(lineTo(server, tinyUser));
    const faults = aims.map((match) => server.faults.add({ ...wish, match }));
    const struck = () => faults.reduce((sum, fault) => sum + fault.struck, 0);
    const ends: Record<string, string> = {};
    for (const [name, ask] of Object.entries(questions)) {
      const before = struck();
      const failure = await failureOf(ask(ftrack));
      ends[name] = `${failure.code} after ${struck() - before}`;
      expect(failure.message).toMatch(sentence);
      expect(failure.message).toContain(` at ${server.url}`);
      expect(failure.message).not.toContain(tinyUser.apiKey);
    }
    expect(ends).toEqual(expectedOf(code, tries));
    server.faults.clear();
    for (const ask of Object.values(questions)) await ask(ftrack);
  });
});

test("whatever is asked is given up at its deadline", async () => {
  const timeoutMs = 400;
  const slow: CallFaultWish[] = [
    { kind: "delay", milliseconds: 60_000 },
    { kind: "late-answer", milliseconds: 60_000 },
    { kind: "never-answers" },
    { kind: "trickle", milliseconds: 60_000, bytes: 1 },
  ];
  for (const wish of slow) {
    const ftrack = await joined(lineTo(server, tinyUser, { timeoutMs, callsAtOnce: 20 }));
    const faults = aims.map((match) => server.faults.add({ ...wish, match }));
    const all = Object.entries(questions).map(async ([name, ask]) => [name, await failureOf(ask(ftrack))] as const);
    const message = `ftrack at ${server.url} did not answer within 0.4 s. Try again in a minute; if it stays so, tell your system administrators.`;
    const ends = Object.fromEntries(await Promise.all(all));
    for (const name of Object.keys(questions)) expect(ends[name]).toEqual({ code: "ftrack-unavailable", message });
    expect(faults.reduce((sum, { struck }) => sum + struck, 0)).toBe(Object.keys(questions).length);
    server.faults.clear();
  }
});
