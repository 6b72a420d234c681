import { createTransport } from "nodemailer";
import type { Person } from "#lib/domain/actor";
import { AppError, sentenceOf } from "#lib/domain/errors";
import type { ReportMessage } from "#lib/domain/report";
import type { MailPort } from "#lib/services/context";
import { reportHtml } from "./report-html.ts";
import { reportText } from "./report-text.ts";

export interface MailSettings {
  /** `smtp://mail.studio.lan:25`, `smtps://user:password@…`. */
  smtpUrl: string;
  /** `Compout Upload <compout@studio.example>` */
  from: string;
  timeoutMs?: number;
}

const defaultTimeoutMs = 20_000;

/** What a mailbox looks like; whatever could end a header or begin another address is no part of it. */
const mailbox = /^[^\s@<>,;:"()[\]\\\p{Cc}]+@[^\s@<>,;:"()[\]\\\p{Cc}]+$/u;

/** The studio's mail server behind its port. */
export function createMail({ smtpUrl, from, timeoutMs = defaultTimeoutMs }: MailSettings): MailPort {
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });

  async function send({
    to,
    replyTo,
    messageId,
    report,
    csv,
  }: ReportMessage): Promise<{ rejected: readonly string[] }> {
    const reachable = to.filter(({ email }) => mailbox.test(email));
    const unreachable = to.filter(({ email }) => !mailbox.test(email)).map(({ email }) => email);
    if (reachable.length === 0) {
      throw new AppError(
        "mail-failed",
        `The report has nobody to go to: ${unreachable.join(", ") || "no supervisor is named"}. Ask the pipeline team to check the supervisors' addresses.`,
      );
    }
    const html = await reportHtml(report);
    const sent = await sending(() =>
      transport.sendMail({
        from,
        to: reachable.map(address),
        ...(mailbox.test(replyTo.email) ? { replyTo: address(replyTo) } : {}),
        messageId,
        subject: oneLine(report.subject),
        text: reportText(report),
        html,
        headers: { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" },
        attachments: csv
          ? [{ filename: oneLine(csv.filename), content: csv.content, contentType: "text/csv; charset=utf-8" }]
          : [],
      }),
    );
    return { rejected: [...unreachable, ...sent.rejected] };
  }

  async function sending<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw new AppError(
        "mail-failed",
        `The mail server at ${withoutPassword(smtpUrl)} did not take the message: ${serverWords(error)}. It will be tried again; if it stays so, tell your system administrators.`,
        { cause: error },
      );
    }
  }

  return {
    send,
    async ping() {
      await transport.verify().catch((error: unknown) => {
        throw new AppError(
          "mail-failed",
          `The mail server at ${withoutPassword(smtpUrl)} does not answer as it should: ${serverWords(error)}. Tell your system administrators.`,
          { cause: error },
        );
      });
    },
  };
}

/** Name and mailbox apart, so that the mailer quotes the name: a comma in it begins no second address. */
function address({ name, email }: Person): { name: string; address: string } {
  return { name: oneLine(name), address: email };
}

function oneLine(text: string): string {
  return text.replaceAll(/[\s\p{Cc}]+/gu, " ").trim();
}

function serverWords(error: unknown): string {
  const response = error instanceof Error && "response" in error ? error.response : null;
  const words = typeof response === "string" && response !== "" ? response : sentenceOf(error);
  return oneLine(words).slice(0, 400).replace(/\.$/, "");
}

function withoutPassword(smtpUrl: string): string {
  const url = URL.parse(smtpUrl);
  return url ? `${url.protocol}//${url.host}` : "SMTP_URL";
}
