import { createTransport } from "nodemailer";
import { afterEach, describe, expect, test } from "vitest";
import { type Mail, type MailOptions, startMail } from "#sandbox/mail/server";
import { cast } from "#sandbox/studio/cast";

const to = [cast.compositingSupervisor.email, cast.lightingSupervisor.email];
const running: Mail[] = [];
afterEach(() => Promise.all(running.splice(0).map((server) => server.close())));

async function started(options: MailOptions = {}): Promise<Mail> {
  const server = await startMail(options);
  running.push(server);
  return server;
}

async function send(server: Mail, change: { user?: string; pass?: string; ca?: string; timeout?: number } = {}) {
  const { user, pass, ca, timeout } = change;
  const transport = createTransport({
    url: server.smtpUrl,
    ...(user === undefined ? {} : { auth: { user, pass: pass ?? "" } }),
    tls: ca === undefined ? {} : { ca },
    ...(timeout === undefined ? {} : { greetingTimeout: timeout, socketTimeout: timeout }),
  });
  try {
    return await transport.sendMail({ from: "compout@lumenworks.example", to, subject: "Report", text: "Done." });
  } finally {
    transport.close();
  }
}

async function order(server: Mail, method: string, change?: unknown) {
  const body = change === undefined ? {} : { body: JSON.stringify(change) };
  const response = await fetch(`${server.inboxUrl}/api/behaviour`, { method, ...body });
  return { status: response.status, answer: response.ok ? await response.json() : await response.text() };
}

describe("behaviour on demand", () => {
  test("is changed, read and reset by the inbox's address; what is left out stays", async () => {
    const server = await started();
    await order(server, "POST", { greylist: true });
    expect(await order(server, "POST", { maxBytes: 10 })).toMatchObject({ answer: { greylist: true, maxBytes: 10 } });
    expect(await order(server, "GET")).toMatchObject({ answer: { greylist: true, maxBytes: 10, cutAt: "never" } });
    expect(await order(server, "DELETE")).toMatchObject({ answer: { greylist: false, maxBytes: null } });
  });

  test.each([{ cutAt: "lunch" }, { greylists: true }, { maxBytes: -1 }])("%j is refused", async (change) => {
    expect(await order(await started(), "POST", change)).toMatchObject({ status: 400 });
  });

  test("each order is told of at /api", async () => {
    const server = await started();
    const help = await (await fetch(`${server.inboxUrl}/api`)).text();
    const { answer } = await order(server, "GET");
    for (const name of Object.keys(answer)) expect(help).toContain(name);
  });

  test("the older order for refusals does the same", async () => {
    const server = await started();
    const body = JSON.stringify({ on: true, recipients: to });
    const answer = await (await fetch(`${server.inboxUrl}/api/refuse`, { method: "POST", body })).json();
    expect(answer).toEqual({ on: true, recipients: to });
    expect(await order(server, "GET")).toMatchObject({ answer: { putOffAll: true, refuseRecipients: to } });
  });

  test.each([
    ["turns away", { turnAway: true }, { responseCode: 421 }],
    ["greylists", { greylist: true }, { responseCode: 451 }],
    ["puts recipients off", { putOffRecipients: to }, { responseCode: 450 }],
    ["refuses recipients", { refuseRecipients: to }, { responseCode: 550 }],
    ["takes nothing large", { maxBytes: 20 }, { responseCode: 552 }],
    ["hangs up", { cutAt: "message" }, { code: expect.stringMatching(/^E/) }],
    ["falls silent", { silentAt: "recipient" }, { code: "ETIMEDOUT" }],
  ] as const)("%s, and keeps nothing", async (_, change, failure) => {
    const server = await started();
    await order(server, "POST", change);
    await expect(send(server, { timeout: 500 })).rejects.toMatchObject(failure);
    expect(server.messages()).toEqual([]);
  });

  test("a greylisted pair is taken the next time", async () => {
    const server = await started();
    server.behave({ greylist: true });
    await expect(send(server)).rejects.toMatchObject({ responseCode: 451 });
    await send(server);
    expect(server.messages()[0]?.to).toEqual(to);
  });

  test("a message may be kept although its answer is lost", async () => {
    const server = await started();
    server.behave({ cutAt: "delivered" });
    await expect(send(server)).rejects.toThrow();
    expect(server.messages()).toHaveLength(1);
  });
});

describe("encryption and accounts", () => {
  const accounts = { compout: "sends-the-mail-6" };

  test.each(["starttls", "tls"] as const)("%s, proven by the server's own certificate", async (encryption) => {
    const server = await started({ encryption, accounts });
    await expect(send(server, { user: "compout", pass: accounts.compout })).rejects.toThrow(/self-signed/);
    await send(server, { user: "compout", pass: accounts.compout, ca: server.authority });
    expect(server.messages()).toHaveLength(1);
  });

  test.each([
    ["a wrong password", { user: "compout", pass: "nonsense" }, 535],
    ["an unknown name", { user: "nobody", pass: accounts.compout }, 535],
    ["no name at all", {}, 530],
  ])("%s is refused", async (_, login, responseCode) => {
    await expect(send(await started({ accounts }), login)).rejects.toMatchObject({ responseCode });
  });

  test("an announced size holds", async () => {
    const server = await started({ announcedSize: 50 });
    await expect(send(server)).rejects.toThrow(/size/i);
  });
});
