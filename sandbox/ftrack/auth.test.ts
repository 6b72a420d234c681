import { describe, expect, test } from "vitest";
import { OpenStudio, recordAt, refusalOf } from "./open-tiny-studio.ts";
import { create } from "./operation.ts";
import { idOf } from "./tiny-ids.ts";
import { tinyUser } from "./tiny-workflow.ts";

const worker = [
  create("User", { id: idOf("worker"), username: "worker", is_active: true }),
  create("ApiKey", { identifier: "worker-key", resource_id: idOf("worker") }),
];

describe("keys", () => {
  test.each([
    ["an unknown user", { username: "stranger", apiKey: tinyUser.apiKey }],
    ["a key of somebody else", { username: "worker", apiKey: tinyUser.apiKey }],
    ["an unknown key", { username: "worker", apiKey: "guess" }],
    ["no key", { username: "worker", apiKey: "" }],
    ["no user", { apiKey: tinyUser.apiKey }],
    ["an inactive user", { username: "gone", apiKey: "gone-key" }],
    ["an inactive user by anybody's key", { username: "gone", apiKey: "any-user-key" }],
  ])("%s is refused, always in the same words", (_, credentials) => {
    const studio = new OpenStudio(worker);
    expect(refusalOf(() => studio.query("User", { credentials }))).toBe(
      "InvalidCredentialsError: The supplied username and API key are not valid.",
    );
  });

  test("who is made inactive, or whose key goes, is out at once", () => {
    const studio = new OpenStudio(worker);
    const credentials = { username: "worker", apiKey: "worker-key" };
    const attempt = () => studio.query("User", { credentials });
    studio.update("User", idOf("worker"), { is_active: false });
    expect(refusalOf(attempt)).toMatch(/^InvalidCredentialsError/);
    studio.update("User", idOf("worker"), { is_active: true });
    expect(attempt().length).toBeGreaterThan(0);
    const [key] = studio.query("ApiKey where resource_id is #worker");
    studio.remove("ApiKey", [String(key?.id)]);
    expect(refusalOf(attempt)).toMatch(/^InvalidCredentialsError/);
  });

  test("a user may have several", () => {
    const studio = new OpenStudio(worker);
    studio.create("ApiKey", { identifier: "second", user_id: idOf("worker") });
    for (const apiKey of ["second", "worker-key"]) {
      expect(studio.query("User", { credentials: { username: "worker", apiKey } }).length).toBeGreaterThan(0);
    }
  });

  test("are never told, not by projections, not by conditions, not when they are made", () => {
    const studio = new OpenStudio(worker);
    const answers = [
      studio.query("select id, identifier, prefix, resource_id from ApiKey"),
      studio.query("ApiKey where identifier is 'tiny-key'"),
      studio.query("ApiKey where identifier like 'tiny%'"),
      studio.create("ApiKey", { identifier: "a-key-that-is-rather-long", user_id: idOf("worker") }),
    ];
    for (const answer of answers) expect(JSON.stringify(answer)).not.toMatch(/[a-z]-key/);
    expect(answers[1]).toEqual([]);
    expect(answers[2]).toEqual([]);
    expect(recordAt({ made: answers[3] }, "made").prefix).toBe("a-ke");
  });
});
