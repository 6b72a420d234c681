import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { z } from "zod";
import { apiHelp, type Behaviour, type BehaviourChange, behaviourChangeSchema } from "./behaviour.ts";
import type { Message } from "./message.ts";
import { listPage, messagePage } from "./pages.ts";

/** What the inbox shows and the SMTP server fills. */
export interface Mailbox {
  messages: Message[];
  behaviour(): Behaviour;
  /** What is left out stays; null is good behaviour. */
  behave(change: BehaviourChange | null): void;
}

const refusalSchema = z.object({ on: z.boolean().optional(), recipients: z.array(z.string()).optional() });

interface Answer {
  status?: number;
  type?: string;
  body?: string | Buffer;
  headers?: Record<string, string>;
}

const html = (body: string): Answer => ({ type: "text/html; charset=utf-8", body });
const plain = (body: string): Answer => ({ type: "text/plain; charset=utf-8", body });
const json = (value: unknown): Answer => ({ type: "application/json", body: JSON.stringify(value) });
const notFound: Answer = { status: 404, ...plain("There is nothing here.\n") };

/** The web side of a mailbox: pages for people, /api for tests. */
export function inboxServer(mailbox: Mailbox): Server {
  return createServer((request, response) => {
    answer(mailbox, request).then(
      (result) => send(response, result),
      (error: unknown) => send(response, { status: 400, ...plain(`${String(error)}\n`) }),
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
      return html(listPage(mailbox.messages, mailbox.behaviour().putOffAll));
    case "GET /api":
      return plain(apiHelp);
    case "GET /api/messages":
      return json(mailbox.messages);
    case "DELETE /api/messages":
      mailbox.messages = [];
      return { status: 204 };
    case "GET /api/behaviour":
      return json(mailbox.behaviour());
    case "POST /api/behaviour":
      mailbox.behave(behaviourChangeSchema.parse(await bodyOf(request)));
      return json(mailbox.behaviour());
    case "DELETE /api/behaviour":
      mailbox.behave(null);
      return json(mailbox.behaviour());
    case "POST /api/refuse": {
      const { on, recipients } = refusalSchema.parse(await bodyOf(request));
      mailbox.behave({
        ...(on === undefined ? {} : { putOffAll: on }),
        ...(recipients === undefined ? {} : { refuseRecipients: recipients }),
      });
      const { putOffAll, refuseRecipients } = mailbox.behaviour();
      return json({ on: putOffAll, recipients: refuseRecipients });
    }
  }
  return request.method === "GET" ? view(mailbox.messages, path) : notFound;
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  return JSON.parse(Buffer.concat(await request.toArray()).toString());
}

/** One message as a page, its HTML alone, or one of its files. */
function view(messages: readonly Message[], path: string): Answer {
  const [, id, part, index] = /^\/messages\/([^/]+)(?:\/(html|attachments)(?:\/(\d+))?)?$/.exec(path) ?? [];
  const message = messages.find((candidate) => candidate.id === id);
  if (!message) return notFound;
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
