import { type AddressObject, type ParsedMail, simpleParser } from "mailparser";

interface Attachment {
  filename: string;
  contentType: string;
  /** Bytes. */
  size: number;
  /** The text itself where the type is text, else base64. */
  content: string;
  encoding: "utf8" | "base64";
}

export interface Message {
  id: string;
  /** Bare addresses; `to` is who really gets it, as the sender told the server. */
  from: string;
  to: string[];
  replyTo: string | null;
  subject: string;
  /** ISO 8601, from the message's own head. */
  date: string;
  text: string;
  html: string;
  messageId: string | null;
  attachments: Attachment[];
}

export interface Envelope {
  from: string;
  to: readonly string[];
}

/** Reads a raw message; what its head leaves out comes from the envelope. */
export async function readMessage(id: string, raw: Buffer, envelope: Envelope, received: Date): Promise<Message> {
  const mail = await simpleParser(raw);
  return {
    id,
    from: addresses(mail.from)[0] ?? envelope.from,
    to: [...envelope.to],
    replyTo: addresses(mail.replyTo)[0] ?? null,
    subject: mail.subject ?? "",
    date: (mail.date ?? received).toISOString(),
    text: mail.text ?? "",
    html: mail.html || "",
    messageId: mail.messageId ?? null,
    attachments: mail.attachments.map(readAttachment),
  };
}

function addresses(field: AddressObject | undefined): string[] {
  return (field?.value ?? []).flatMap(({ address }) => (address === undefined ? [] : [address]));
}

function readAttachment({ filename, contentType, size, content }: ParsedMail["attachments"][number]): Attachment {
  const encoding = contentType.startsWith("text/") ? "utf8" : "base64";
  return { filename: filename ?? "attachment", contentType, size, content: content.toString(encoding), encoding };
}
