import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { z } from "zod";
import type { Message } from "./message.ts";
import { listPage, messagePage } from "./pages.ts";

/** What the inbox shows and the SMTP server fills. */
export interface Mailbox {
  messages: Message[];
  /** Every message is put off with a temporary error. */
  refusing: boolean;
  /** Recipients that are refused for good, in lower case. */
  refusedRecipients: ReadonlySet<string>;
}

const refusalSchema = z.object({ on: z.boolean().optional(), recipients: z.array(z.string()).optional() });

interface Answer {
  status?: number;
  type?: string;
  body?: string | Buffer;
  headers?: Record<string, string>;
}

const html = (body: string): Answer => ({ type: "text/html; charset=utf-8", body });
const json = (value: unknown): Answer => ({ type: "application/json", body: JSON.stringify(value) });
const notFound: Answer = { status: 404, type: "text/plain; charset=utf-8", body: "There is nothing here.\n" };

/** The web side of a mailbox: pages for people, /api for tests. */
export function inboxServer(mailbox: Mailbox): Server {
  return createServer((request, response) => {
    answer(mailbox, request).then(
      (result) => send(response, result),
      (error: unknown) =>
        send(response, { status: 400, type: "text/plain; charset=utf-8", body: `${String(error)}\n` }),
    );
  });
}

function send(response: ServerResponse, { status = 200, type, body = "", headers = {} }: Answer): void {
  response.writeHead(status, { ...(type ? { "content-type": type } : {}), "cache-control": "no-store", ...headers });
  response.end(body);
}

async function answer(mailbox: Mailbox, request: IncomingMessage): Promise<Answer> {
  const path = new URL(request.url ?? "/", "http://inbox").pathname;
  switch (`${request.method} ${path}`) {
    case "GET /":
      return html(listPage(mailbox.messages, mailbox.refusing));
    case "GET /api/messages":
      return json(mailbox.messages);
    case "DELETE /api/messages":
      mailbox.messages = [];
      return { status: 204 };
    case "POST /api/refuse": {
      const wanted = refusalSchema.parse(JSON.parse(Buffer.concat(await request.toArray()).toString()));
      mailbox.refusing = wanted.on ?? mailbox.refusing;
      if (wanted.recipients) mailbox.refusedRecipients = lowerCase(wanted.recipients);
      return json({ on: mailbox.refusing, recipients: [...mailbox.refusedRecipients] });
    }
  }
  const [, id, part, index] = /^\/messages\/([^/]+)(?:\/(html|attachments)(?:\/(\d+))?)?$/.exec(path) ?? [];
  const message = mailbox.messages.find((candidate) => candidate.id === id);
  if (!message || request.method !== "GET") return notFound;
  if (part === undefined) return html(messagePage(message));
  if (part === "html") {
    return { ...html(message.html), headers: { "content-security-policy": "sandbox; script-src 'none'" } };
  }
  const file = message.attachments[Number(index)];
  if (!file) return notFound;
  return {
    type: file.contentType,
    body: Buffer.from(file.content, file.encoding),
    headers: { "content-disposition": "attachment", "content-security-policy": "sandbox" },
  };
}

export function lowerCase(addresses: readonly string[]): ReadonlySet<string> {
  return new Set(addresses.map((address) => address.toLowerCase()));
}
