import { afterEach, describe, expect, test } from "vitest";
import { makeCertificate } from "#sandbox/certificate";
import type { BehaviourChange } from "#sandbox/mail/behaviour";
import { type Mail, type MailOptions, startMail } from "#sandbox/mail/server";
import { cast } from "#sandbox/studio/cast";
import { createMail } from "./mail.ts";
import { fullMessageOf } from "./test-report.ts";
import type { MailSettings } from "./transport.ts";

const { artist, compositingSupervisor, lightingSupervisor } = cast;
const message = fullMessageOf(artist, [compositingSupervisor, lightingSupervisor]);
const both = [compositingSupervisor.email, lightingSupervisor.email];

const running: Mail[] = [];
afterEach(() => Promise.all(running.splice(0).map((server) => server.close())));

async function started(options: MailOptions = {}): Promise<Mail> {
  const server = await startMail(options);
  running.push(server);
  return server;
}

const mailTo = (server: Mail, settings: Partial<MailSettings> = {}) =>
  createMail({ smtpUrl: server.smtpUrl, from: "compout@lumenworks.example", timeoutMs: 5000, ...settings });

describe("what a later try may mend", () => {
  test.each<[string, BehaviourChange, RegExp]>([
    ["turns connections away", { turnAway: true }, /421 Too many connections/],
    ["is out of order", { putOffAll: true }, /451 The mail server is out of order/],
    ["puts every recipient off", { putOffRecipients: both }, /450 The mailbox .* is busy/],
    [
      "puts one off and refuses the other",
      { putOffRecipients: [both[0] ?? ""], refuseRecipients: [both[1] ?? ""] },
      /45\d/,
    ],
    ["has never seen sender and recipients", { greylist: true }, /451 Greylisted/],
    ["hangs up before its greeting", { cutAt: "greeting" }, /closed|reset|hang/i],
    ["hangs up at the recipients", { cutAt: "recipient" }, /closed|reset|hang/i],
    ["hangs up when the message has come", { cutAt: "message" }, /closed|reset|hang/i],
    ["never greets", { silentAt: "greeting" }, /greeting|time/i],
    ["falls silent at the recipients", { silentAt: "recipient" }, /time/i],
    ["falls silent when the message has come", { silentAt: "message" }, /time/i],
  ])("a server that %s", async (_, behaviour, words) => {
    const server = await started();
    server.behave(behaviour);
    const failed = mailTo(server, behaviour.silentAt ? { timeoutMs: 150 } : {}).send(message);
    const error: unknown = await failed.catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: "mail-failed", message: expect.stringMatching(words) });
    expect(error).toMatchObject({ message: expect.stringContaining("It will be tried again") });
    if (!behaviour.greylist) server.behave(null);
    expect(await mailTo(server).send(message)).toEqual({ rejected: [], deferred: [] });
    expect(server.messages().map(({ messageId, to }) => ({ messageId, to }))).toEqual([
      { messageId: message.messageId, to: both },
    ]);
  });

  test.each(["cutAt", "silentAt"] as const)(
    "an answer that is lost (%s): the repeat has the same Message-ID",
    async (how) => {
      const server = await started();
      server.behave({ [how]: "delivered" });
      await expect(mailTo(server).send(message)).rejects.toMatchObject({ code: "mail-failed" });
      server.behave(null);
      await mailTo(server).send(message);
      expect(new Set(server.messages().map(({ messageId }) => messageId))).toEqual(new Set([message.messageId]));
    },
  );

  test("one recipient alone is put off: the other has it, and the answer tells them apart", async () => {
    const server = await started();
    server.behave({ putOffRecipients: [lightingSupervisor.email] });
    expect(await mailTo(server).send(message)).toEqual({ rejected: [], deferred: [lightingSupervisor.email] });
    expect(server.messages()[0]?.to).toEqual([compositingSupervisor.email]);
  });
});

describe("what no later try mends", () => {
  test("all recipients are unknown: they are named, with the server's words", async () => {
    const server = await started();
    server.behave({ refuseRecipients: both });
    await expect(mailTo(server).send(message)).rejects.toMatchObject({
      code: "mail-refused",
      message: expect.stringMatching(
        new RegExp(`${both.join(" and ")}: 550 There is no mailbox .* check the supervisors' addresses`),
      ),
    });
  });

  test.each<[string, MailOptions, BehaviourChange]>([
    ["without saying so before", {}, { maxBytes: 2000 }],
    ["and says so in its greeting", { announcedSize: 2000 }, {}],
  ])("a server takes nothing so large, %s", async (_, options, behaviour) => {
    const server = await started(options);
    server.behave(behaviour);
    await expect(mailTo(server).send({ ...message, csv: null })).rejects.toMatchObject({
      code: "mail-refused",
      message: expect.stringMatching(/too large|size/i),
    });
    expect(server.messages()).toEqual([]);
  });

  test("a table that is too large stays behind, and the report says so", async () => {
    const server = await started();
    server.behave({ maxBytes: 60_000 });
    const csv = { filename: "items.csv", content: "version,status\n".repeat(10_000) };
    expect(await mailTo(server).send({ ...message, csv })).toEqual({ rejected: [], deferred: [] });
    const [arrived, ...others] = server.messages();
    expect(others).toEqual([]);
    expect(arrived?.attachments).toEqual([]);
    expect(arrived?.text).toContain("the table of all items is not attached");
  });
});

describe("encryption and passwords", () => {
  const accounts = { compout: "sends-the-mail-6" };
  const withAccount = (url: string, password = accounts.compout) => url.replace("://", `://compout:${password}@`);

  test.each([
    ["smtps://", "tls", null],
    ["STARTTLS, where it is offered", "starttls", null],
    ["STARTTLS, where it is required", "starttls", "required"],
  ] as const)("%s, with the studio's authority", async (_, encryption, startTls) => {
    const server = await started({ encryption, accounts });
    const settings = { smtpUrl: withAccount(server.smtpUrl), startTls, authority: server.authority };
    await mailTo(server, settings).ping();
    await mailTo(server, settings).send(message);
    expect(server.messages()).toHaveLength(1);
  });

  test.each(["tls", "starttls"] as const)(
    "a certificate that nobody vouches for is refused (%s)",
    async (encryption) => {
      const server = await started({ encryption });
      await expect(mailTo(server).send(message)).rejects.toMatchObject({
        code: "mail-failed",
        message: expect.stringMatching(/self-signed.*SMTP_CA_FILE/),
      });
      expect(server.messages()).toEqual([]);
    },
  );

  test.each(["tls", "starttls"] as const)("a certificate of another name is refused (%s)", async (encryption) => {
    const certificate = makeCertificate(["mail.elsewhere.example"]);
    const server = await started({ encryption, certificate });
    const settings = { authority: server.authority };
    await expect(mailTo(server, settings).ping()).rejects.toMatchObject({
      code: "mail-failed",
      message: expect.stringMatching(/does not prove that it is the one/),
    });
  });

  test("where STARTTLS is required, nothing goes to a server that does not offer it", async () => {
    const server = await started();
    const mail = mailTo(server, { startTls: "required" });
    await expect(mail.send(message)).rejects.toMatchObject({
      code: "mail-failed",
      message: expect.stringContaining("offers no encryption"),
    });
    expect(server.messages()).toEqual([]);
  });

  test("a wrong password is said to be one, and is no part of the sentence", async () => {
    const server = await started({ accounts });
    const mail = mailTo(server, { smtpUrl: withAccount(server.smtpUrl, "not-that-one") });
    for (const attempt of [() => mail.send(message), () => mail.ping()]) {
      const error: unknown = await attempt().catch((reason: unknown) => reason);
      expect(error).toMatchObject({
        code: "mail-failed",
        message: expect.stringMatching(/user name and password in SMTP_URL/),
      });
      expect(String(error)).not.toContain("not-that-one");
    }
  });

  test("a server that wants a password, and gets none", async () => {
    const server = await started({ accounts });
    await expect(mailTo(server).send(message)).rejects.toMatchObject({
      code: "mail-failed",
      message: expect.stringMatching(/wants a user name and password/),
    });
  });
});
