import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { SECURITY_ROLE } from "#sandbox/ftrack/known-ids";
import { create } from "#sandbox/ftrack/operation";
import { type FtrackServer, startFtrack } from "#sandbox/ftrack/server";
import { idOf, tinyStudio, tinyUser } from "#sandbox/ftrack/tiny-studio";

type Json = Record<string, unknown>;

let server: FtrackServer;

beforeAll(async () => {
  const operations = [
    ...tinyStudio,
    create("User", { id: idOf("reader"), username: "reader" }),
    create("ApiKey", { identifier: "reader-key", resource_id: idOf("reader") }),
    create("UserSecurityRole", {
      user_id: idOf("reader"),
      security_role_id: SECURITY_ROLE.user,
      is_all_projects: true,
    }),
    create("ReviewSessionInvitee", {
      id: idOf("guest"),
      name: "Guest",
      email: "guest@tiny.test",
      review_session_id: idOf("review"),
      created_by_id: idOf("boss"),
    }),
  ];
  server = await startFtrack({ operations });
});
afterAll(() => server.close());

/** The answer to the last of some operations; a refusal is answered too. */
async function call(operations: Json | readonly Json[], who = tinyUser) {
  const headers = { "ftrack-user": who.username, "ftrack-api-key": who.apiKey };
  const body = JSON.stringify([operations].flat());
  const answer = await (await fetch(`${server.url}/api`, { method: "POST", headers, body })).json();
  return Array.isArray(answer) ? answer.at(-1) : answer;
}

const outbox = async () => (await fetch(`${server.url}/sandbox/outbox`)).json();

describe("widgets", () => {
  const widget = (more: Json) => call({ action: "get_widget_url", theme: null, ...more });

  test.each([
    [{ name: "tasks" }, "All projects"],
    [{ name: "info", entity_type: "Task", entity_key: [idOf("task1")], theme: "light" }, `Task ${idOf("task1")}`],
  ])("the address for %o opens a page, without a key, for six minutes", async (more, text) => {
    const { widget_url: url } = await widget(more);
    const page = await fetch(url);
    expect(page.status).toBe(200);
    expect(page.headers.get("content-type")).toContain("text/html");
    expect(await page.text()).toContain(text);
    expect((await fetch(url.replace("name=", "name=x"))).status).toBe(403);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 362_000 });
    expect((await fetch(url)).status).toBe(403);
    vi.useRealTimers();
  });

  test.each([
    [{ name: "weather" }, "There is no widget 'weather', only info, tasks, tasks_browser"],
    [{ name: "info" }, "needs an entity"],
    [{ name: "info", entity_type: "Task", entity_key: [idOf("gone")] }, "There is no Task"],
    [{ name: "info", entity_type: "Task", entity_key: [7] }, "'entity_key' must be an id"],
  ])("%o is refused", async (more, content) => {
    expect(await widget(more)).toMatchObject({ content: expect.stringContaining(content) });
  });
});

describe("invitations", () => {
  test("of users and review guests lie in the outbox, and a guest's is dated", async () => {
    await call({
      action: "update",
      entity_type: "User",
      entity_key: [idOf("boss")],
      entity_data: { email: "b@t.test" },
    });
    const sent = await call([
      { action: "send_user_invite", user_id: idOf("boss") },
      { action: "send_review_session_invite", review_session_invitee_id: idOf("guest") },
    ]);
    expect(sent).toEqual({ action: "send_review_session_invite", sent: true });
    expect(await outbox()).toEqual([
      { kind: "user", to: "b@t.test", name: "boss", subject: "ftrack" },
      { kind: "review session", to: "guest@tiny.test", name: "Guest", subject: "Review" },
    ]);
    const { data } = await call({ action: "query", expression: "select last_sent_at from ReviewSessionInvitee" });
    expect(data[0].last_sent_at).toMatchObject({ __type__: "datetime" });
  });

  test("to nobody, or to somebody without an address, are refused; a batch that fails sends none", async () => {
    const before = await outbox();
    const unknown = { action: "send_user_invite", user_id: idOf("nobody") };
    expect(await call(unknown)).toMatchObject({ content: `There is no User '${idOf("nobody")}'` });
    expect(await call({ action: "send_user_invite", user_id: idOf("reader") })).toMatchObject({
      content: "User 'reader' has no email address",
    });
    await call([{ action: "send_user_invite", user_id: idOf("boss") }, unknown]);
    expect(await outbox()).toEqual(before);
  });
});

describe("resetting a key", () => {
  const reset = (id: string, who = tinyUser) =>
    call({ action: "reset_remote", reset_type: "api_key", entity_type: "User", entity_key: id }, who);
  const asReader = (apiKey: string) => call({ action: "query", expression: "Task" }, { username: "reader", apiKey });

  test("gives a new one each time, and the old one opens nothing", async () => {
    const first = await reset(idOf("reader"));
    expect(first).toEqual({ action: "reset_remote", data: { api_key: expect.stringMatching(/^[\w-]{20,}$/) } });
    const second = await reset(idOf("reader"));
    expect(second.data.api_key).not.toBe(first.data.api_key);
    expect(await asReader(first.data.api_key)).toMatchObject({ exception: "InvalidCredentialsError" });
    expect(await asReader(second.data.api_key)).toMatchObject({ action: "query" });
  });

  test("is for oneself and for administrators", async () => {
    const { data } = await reset(idOf("reader"));
    const reader = { username: "reader", apiKey: data.api_key };
    expect(await reset(idOf("boss"), reader)).toMatchObject({ exception: "PermissionError" });
    const own = await reset(idOf("reader"), reader);
    expect(await asReader(own.data.api_key)).toMatchObject({ action: "query" });
  });

  test.each([
    [{ reset_type: "email" }, "Nothing can be reset but the 'api_key' of a User"],
    [{ reset_type: ["id"] }, "Nothing can be reset but the 'api_key' of a User"],
    [{ entity_type: "Task" }, "of Task"],
    [{ entity_type: undefined }, "of undefined"],
    [{ entity_key: [idOf("nobody")] }, "There is no User"],
    [{ entity_key: null }, "'entity_key' must be text"],
  ])("%o is refused", async (more, content) => {
    const operation = {
      action: "reset_remote",
      reset_type: "api_key",
      entity_type: "User",
      entity_key: idOf("reader"),
    };
    expect(await call({ ...operation, ...more })).toMatchObject({
      exception: "ValidationError",
      content: expect.stringContaining(content),
    });
  });
});

test("a signed address gives out a file without a key, until it expires", async () => {
  server.files.put(idOf("movie"), { contentType: "video/quicktime", bytes: Buffer.from("a film") });
  const { signed_url: url } = await call({ action: "generate_signed_url", component_id: idOf("movie") });
  expect(url).not.toContain(tinyUser.apiKey);
  expect(await (await fetch(url)).text()).toBe("a film");
  expect((await fetch(url.replace(idOf("movie"), idOf("left")))).status).toBe(403);
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 3_700_000 });
  expect((await fetch(url)).status).toBe(403);
  vi.useRealTimers();
  expect(await call({ action: "generate_signed_url", component_id: idOf("left") })).toMatchObject({
    content: expect.stringContaining("There is no file of component"),
  });
});

test.each([
  ["compute_rollups", "query the entities and sum up instead"],
  ["delayed_job", "no directory to synchronise users with"],
  ["configure_totp", "sign in with their key alone"],
  ["assume_user", "call with the username and a key of that user instead"],
  ["convert_entity", "create an entity of the other type instead"],
])("%s is refused with what to do instead", async (action, content) => {
  expect(await call({ action })).toMatchObject({
    exception: "ServerError",
    content: expect.stringMatching(new RegExp(`"${action}" is not offered.*${content}`)),
  });
});

test("what nobody knows is refused by its name", async () => {
  expect(await call({ action: "toString" })).toMatchObject({ content: 'Unsupported action "toString"' });
});
