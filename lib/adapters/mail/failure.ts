import { AppError, sentenceOf } from "#lib/domain/errors";
import { listed } from "#lib/domain/sentences";

/** What the mailer says of a failed try; it may say any part of it. */
interface Trouble {
  code: string;
  response: string;
  responseCode: number;
  /** Addresses that were refused, each with the server's code. */
  recipients: readonly { email: string; responseCode: number; words: string }[];
}

const forGood = (responseCode: number) => responseCode >= 500 && responseCode !== 503;

/** What went wrong with a message, as an error for people: mail-refused where trying again is of no use, else mail-failed. */
export function sendFailure(error: unknown, server: string): AppError {
  const trouble = troubleOf(error);
  const connection = connectionSentence(error, trouble, server);
  if (connection !== null)
    return new AppError("mail-failed", `${connection} It will be tried again.`, { cause: error });
  const { recipients, responseCode } = trouble;
  if (recipients.length > 0 && recipients.every((recipient) => forGood(recipient.responseCode))) {
    const names = listed(recipients.map(({ email }) => email));
    return new AppError(
      "mail-refused",
      `The mail server at ${server} takes nothing for ${names}: ${recipients[0]?.words ?? serverWords(error)}. Ask the pipeline team to check the supervisors' addresses.`,
      { cause: error },
    );
  }
  if (isTooLarge(error) || (recipients.length === 0 && forGood(responseCode))) {
    return new AppError(
      "mail-refused",
      `The mail server at ${server} refuses the message for good: ${serverWords(error)}. Tell your system administrators.`,
      { cause: error },
    );
  }
  return new AppError(
    "mail-failed",
    `The mail server at ${server} did not take the message: ${serverWords(error)}. It will be tried again; if it stays so, tell your system administrators.`,
    { cause: error },
  );
}

/** What is wrong with the server itself. */
export function pingFailure(error: unknown, server: string): AppError {
  const sentence =
    connectionSentence(error, troubleOf(error), server) ??
    `The mail server at ${server} does not answer as it should: ${serverWords(error)}. Tell your system administrators.`;
  return new AppError("mail-failed", sentence, { cause: error });
}

/** Whether the server refused the message for its size, or announced that it would. */
export function isTooLarge(error: unknown): boolean {
  return troubleOf(error).responseCode === 552 || /size larger than allowed/i.test(sentenceOf(error));
}

/** Addresses of those that the server put off, while it took the message for others. */
export function deferredOf(sent: { rejectedErrors?: readonly unknown[] | undefined }): string[] {
  return recipientsOf(sent.rejectedErrors).flatMap(({ email, responseCode }) => (forGood(responseCode) ? [] : [email]));
}

/** Sentences for what an administrator has to set right; the rest is between the servers. */
function connectionSentence(error: unknown, { code, responseCode }: Trouble, server: string): string | null {
  if (code === "EAUTH" && forGood(responseCode)) {
    return `The mail server at ${server} does not accept the user name and password in SMTP_URL (${serverWords(error)}). Ask an administrator to check them.`;
  }
  if (code === "EAUTH" || code === "ENOAUTH" || responseCode === 530) {
    return `The mail server at ${server} wants a user name and password, and SMTP_URL must hold ones that it takes (${serverWords(error)}). Ask an administrator to check SMTP_URL.`;
  }
  if (/certificate|altnames|self-signed/i.test(sentenceOf(error))) {
    return `The mail server at ${server} does not prove that it is the one (${serverWords(error)}). Ask an administrator to name its authority in SMTP_CA_FILE, or to check SMTP_URL.`;
  }
  if (code === "ETLS") {
    return `The mail server at ${server} offers no encryption that can be used (${serverWords(error)}), and SMTP_STARTTLS, or a password in SMTP_URL, asks for it. Ask an administrator to check SMTP_URL.`;
  }
  return null;
}

function troubleOf(error: unknown): Trouble {
  const fields: object = error instanceof Error ? error : {};
  return {
    code: "code" in fields && typeof fields.code === "string" ? fields.code : "",
    response: "response" in fields && typeof fields.response === "string" ? fields.response : "",
    responseCode: "responseCode" in fields && typeof fields.responseCode === "number" ? fields.responseCode : 0,
    recipients: "rejectedErrors" in fields ? recipientsOf(fields.rejectedErrors) : [],
  };
}

function recipientsOf(errors: unknown): Trouble["recipients"] {
  if (!Array.isArray(errors)) return [];
  return errors.flatMap((error: unknown) => {
    const email = error instanceof Error && "recipient" in error ? error.recipient : null;
    if (typeof email !== "string") return [];
    return [{ email, responseCode: troubleOf(error).responseCode, words: serverWords(error) }];
  });
}

function serverWords(error: unknown): string {
  const words = troubleOf(error).response || sentenceOf(error);
  return words
    .replaceAll(/[\s\p{Cc}]+/gu, " ")
    .trim()
    .slice(0, 400)
    .replace(/\.$/, "");
}
