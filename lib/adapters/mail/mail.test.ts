import { createServer, type Server, type Socket } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { ReportMessage } from "#lib/domain/report";
import type { MailPort } from "#lib/services/ports/mail";
import { type Mail, startMail } from "#sandbox/mail/server";
import { cast } from "#sandbox/studio/cast";
import { createMail } from "./mail.ts";
import { fullMessageOf, textsOf } from "./test-report.ts";

const { artist, compositingSupervisor, lightingSupervisor } = cast;
const fullMessage = fullMessageOf(artist, [compositingSupervisor, lightingSupervisor]);
const from = "Compout Upload <compout@lumenworks.example>";

let server: Mail;
let mail: MailPort;
beforeEach(async () => {
  server = await startMail();
  mail = createMail({ smtpUrl: server.smtpUrl, from, timeoutMs: 2000 });
});
afterEach(() => server.close());

async function received(message: ReportMessage) {
  await mail.send(message);
  const [arrived, ...others] = server.messages();
  if (!arrived || others.length > 0) throw new Error(`One message was to arrive, not ${others.length + 1}.`);
  return arrived;
}

/** As a person reads it: without markup, entities resolved, white space as one blank. */
function readable(html: string): string {
  const text = html.replaceAll(/<(style|title)>.*?<\/\1>/gs, "").replaceAll(/<a [^>]*href="([^"]*)"[^>]*>/g, " $1 ");
  const entities: Record<string, string> = { lt: "<", gt: ">", quot: '"', amp: "&", "#x27": "'" };
  return text.replaceAll(/<[^>]*>/g, " ").replaceAll(/&(#?\w+);/g, (whole, name) => entities[name] ?? whole);
}

describe("send", () => {
  test("is one message to all supervisors, answered by the artist", async () => {
    const arrived = await received(fullMessage);
    expect(arrived).toMatchObject({
      from: "compout@lumenworks.example",
      to: [compositingSupervisor.email, lightingSupervisor.email],
      replyTo: artist.email,
      subject: fullMessage.report.subject,
      messageId: fullMessage.messageId,
    });
  });

  test("says everything in both forms", async () => {
    const arrived = await received(fullMessage);
    const html = readable(arrived.html);
    const texts = textsOf(fullMessage).filter((text) => text !== "");
    expect(texts.filter((text) => !arrived.text.includes(text))).toEqual([]);
    expect(texts.filter((text) => !html.includes(text))).toEqual([]);
  });

  test("carries the CSV where there is one", async () => {
    const arrived = await received(fullMessage);
    expect(arrived.attachments).toEqual([
      expect.objectContaining({
        filename: "NXP_client_2026-11-22.csv",
        contentType: "text/csv",
        content: fullMessage.csv?.content,
      }),
    ]);
  });

  test("has no attachment otherwise", async () => {
    expect((await received({ ...fullMessage, csv: null })).attachments).toEqual([]);
  });

  test("internal and client uploads differ at a glance", async () => {
    const internal = { ...fullMessage.report, heading: "Internal upload", uploadType: "Internal" as const };
    await mail.send(fullMessage);
    await mail.send({ ...fullMessage, report: internal });
    const [first, second] = server.messages();
    expect(first?.html).toContain(">CLIENT UPLOAD<");
    expect(second?.html).toContain(">INTERNAL UPLOAD<");
    const bandOf = (html = "") => /background-color:(#\w+);color:#ffffff/.exec(html)?.[1];
    expect(bandOf(first?.html)).toMatch(/^#/);
    expect(bandOf(first?.html)).not.toBe(bandOf(second?.html));
  });

  test("names and texts can begin no header and no markup of their own", async () => {
    const evil = "Eve\r\nBcc: everybody@else.example, <b>x</b>";
    const arrived = await received({
      ...fullMessage,
      to: [{ ...compositingSupervisor, name: evil }],
      replyTo: { ...artist, name: `${evil}, "other@else.example"` },
      report: { ...fullMessage.report, subject: evil, comment: "<script>alert(1)</script>" },
    });
    expect(arrived.to).toEqual([compositingSupervisor.email]);
    expect(arrived.replyTo).toBe(artist.email);
    expect(arrived.subject).toBe("Eve Bcc: everybody@else.example, <b>x</b>");
    expect(arrived.html).not.toContain("<script>");
  });

  test("an address that could be two is left out and named", async () => {
    const two = `${lightingSupervisor.email}, other@else.example`;
    const answer = await mail.send({
      ...fullMessage,
      to: [compositingSupervisor, { ...lightingSupervisor, email: two }],
    });
    expect(answer).toEqual({ rejected: [two], deferred: [] });
    expect(server.messages()[0]?.to).toEqual([compositingSupervisor.email]);
  });
});

describe("a mail server that refuses", () => {
  test("one recipient: the others get it", async () => {
    server.refuseRecipients([lightingSupervisor.email]);
    expect(await mail.send(fullMessage)).toEqual({ rejected: [lightingSupervisor.email], deferred: [] });
    expect(server.messages()[0]?.to).toEqual([compositingSupervisor.email]);
  });

  test("for now: its words are in the error, and the same message goes out later", async () => {
    server.refuse(true);
    await expect(mail.send(fullMessage)).rejects.toMatchObject({
      code: "mail-failed",
      message: expect.stringContaining("out of order"),
    });
    server.refuse(false);
    expect((await received(fullMessage)).messageId).toBe(fullMessage.messageId);
  });

  test("nobody to write to is an error of its own", async () => {
    await expect(mail.send({ ...fullMessage, to: [] })).rejects.toMatchObject({ code: "mail-refused" });
  });
});

describe("ping", () => {
  test("answers while the server does", async () => {
    await expect(mail.ping()).resolves.toBeUndefined();
  });

  test("fails where nothing listens, and names no password", async () => {
    const smtpUrl = server.smtpUrl.replace("://", "://user:secret-7@");
    await server.close();
    const error = await createMail({ smtpUrl, from })
      .ping()
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: "mail-failed", message: expect.stringContaining("ECONNREFUSED") });
    expect(String(error)).not.toContain("secret-7");
    server = await startMail();
  });

  test("fails in time where the server says nothing", async () => {
    const sockets: Socket[] = [];
    const silent: Server = createServer((socket) => sockets.push(socket));
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    const address = silent.address();
    const port = typeof address === "object" ? address?.port : 0;
    const slow = createMail({ smtpUrl: `smtp://127.0.0.1:${port}`, from, timeoutMs: 100 });
    await expect(slow.ping()).rejects.toMatchObject({ code: "mail-failed" });
    for (const socket of sockets) socket.destroy();
    await new Promise<void>((resolve) => silent.close(() => resolve()));
  });
});
