import type { Person } from "#lib/domain/actor";
import { AppError } from "#lib/domain/errors";
import type { ReportMessage } from "#lib/domain/report";
import type { MailPort } from "#lib/services/ports/mail";
import { deferredOf, isTooLarge, pingFailure, sendFailure } from "./failure.ts";
import { reportHtml } from "./report-html.ts";
import { reportText } from "./report-text.ts";
import { type MailSettings, transportOf, withoutPassword } from "./transport.ts";

/** What a mailbox looks like; whatever could end a header or begin another address is no part of it. */
const mailbox = /^[^\s@<>,;:"()[\]\\\p{Cc}]+@[^\s@<>,;:"()[\]\\\p{Cc}]+$/u;

const withoutTable =
  "The mail server takes no message of this size, so the table of all items is not attached; the upload's page has it.";

/** The studio's mail server behind its port. */
export function createMail(settings: MailSettings): MailPort {
  const transport = transportOf(settings);
  const server = withoutPassword(settings.smtpUrl);

  async function deliver(message: ReportMessage, to: readonly Person[]) {
    const { replyTo, messageId, report, csv } = message;
    return transport.sendMail({
      from: settings.from,
      to: to.map(address),
      ...(mailbox.test(replyTo.email) ? { replyTo: address(replyTo) } : {}),
      messageId,
      subject: oneLine(report.subject),
      text: reportText(report),
      html: await reportHtml(report),
      headers: { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" },
      attachments: csv
        ? [{ filename: oneLine(csv.filename), content: csv.content, contentType: "text/csv; charset=utf-8" }]
        : [],
    });
  }

  async function deliverInSize(message: ReportMessage, to: readonly Person[]) {
    try {
      return await deliver(message, to);
    } catch (error) {
      if (message.csv === null || !isTooLarge(error)) throw error;
      const report = { ...message.report, remarks: [...message.report.remarks, withoutTable] };
      return deliver({ ...message, report, csv: null }, to);
    }
  }

  return {
    async send(message) {
      const reachable = message.to.filter(({ email }) => mailbox.test(email));
      const unreachable = message.to.filter(({ email }) => !mailbox.test(email)).map(({ email }) => email);
      if (reachable.length === 0) {
        throw new AppError(
          "mail-refused",
          `The report has nobody to go to: ${unreachable.join(", ") || "no supervisor is named"}. Ask the pipeline team to check the supervisors' addresses.`,
        );
      }
      const sent = await deliverInSize(message, reachable).catch((error: unknown) => {
        throw sendFailure(error, server);
      });
      const deferred = deferredOf(sent);
      return { rejected: [...unreachable, ...sent.rejected.filter((email) => !deferred.includes(email))], deferred };
    },
    async ping() {
      await transport.verify().catch((error: unknown) => {
        throw pingFailure(error, server);
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
