import { once } from "node:events";
import type { Server } from "node:net";
import { type Certificate, makeCertificate } from "#sandbox/certificate";
import { type BehaviourChange, goodBehaviour } from "./behaviour.ts";
import { inboxServer, type Mailbox } from "./inbox.ts";
import type { Message } from "./message.ts";
import { type SmtpRules, smtpServer } from "./smtp.ts";

export interface MailOptions {
  smtpPort?: number;
  inboxPort?: number;
  /** In the clear alone, upgraded by STARTTLS, or encrypted from the first byte (`smtps://`). */
  encryption?: SmtpRules["encryption"];
  /** What the server proves its name with; by default a fresh one for localhost and 127.0.0.1. */
  certificate?: Certificate;
  /** Passwords by user name. With any, nobody sends without signing in (PLAIN, LOGIN). */
  accounts?: Readonly<Record<string, string>>;
  /** A size in bytes that the server announces, and refuses more than. */
  announcedSize?: number;
}

export interface Mail {
  smtpUrl: string;
  inboxUrl: string;
  /** What vouches for the server, as PEM. */
  authority: string;
  /** In order of arrival. */
  messages(): Message[];
  /** Changes how the server behaves; what is left out stays, null is good behaviour. The same as `POST /api/behaviour`. */
  behave(change: BehaviourChange | null): void;
  /** Puts every message off with 451, as a mail server in trouble does, until it is turned off. */
  refuse(on: boolean): void;
  /** Refuses these recipients with 550; an empty list takes everybody again. */
  refuseRecipients(addresses: readonly string[]): void;
  close(): Promise<void>;
}

/** Starts an SMTP server and the inbox page of what it takes, both on 127.0.0.1. */
export async function startMail(options: MailOptions = {}): Promise<Mail> {
  const { encryption = "none", certificate = makeCertificate(), accounts = {}, announcedSize = null } = options;
  let behaviour = goodBehaviour;
  const mailbox: Mailbox = {
    messages: [],
    behaviour: () => behaviour,
    behave(change) {
      behaviour = change === null ? goodBehaviour : { ...behaviour, ...change };
    },
  };
  const smtp = smtpServer({ encryption, certificate, accounts, announcedSize, mailbox });
  const inbox = inboxServer(mailbox);
  const [smtpPort, inboxPort] = await Promise.all([
    listen(smtp.server, options.smtpPort),
    listen(inbox, options.inboxPort),
  ]);

  return {
    smtpUrl: `${encryption === "tls" ? "smtps" : "smtp"}://127.0.0.1:${smtpPort}`,
    inboxUrl: `http://127.0.0.1:${inboxPort}`,
    authority: certificate.cert,
    messages: () => [...mailbox.messages],
    behave: mailbox.behave,
    refuse: (on) => mailbox.behave({ putOffAll: on }),
    refuseRecipients: (addresses) => mailbox.behave({ refuseRecipients: [...addresses] }),
    async close() {
      inbox.closeAllConnections();
      await Promise.all([smtp.close(), new Promise<void>((resolve) => inbox.close(() => resolve()))]);
    },
  };
}

async function listen(server: Server, port = 0): Promise<number> {
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The mail server got no port.");
  return address.port;
}
