import { once } from "node:events";
import type { Server } from "node:net";
import { SMTPServer } from "smtp-server";
import { inboxServer, lowerCase, type Mailbox } from "./inbox.ts";
import { type Message, readMessage } from "./message.ts";

export interface Mail {
  smtpUrl: string;
  inboxUrl: string;
  /** In order of arrival. */
  messages(): Message[];
  /** Puts every message off with 451, as a mail server in trouble does, until it is turned off. */
  refuse(on: boolean): void;
  /** Refuses these recipients with 550; an empty list takes everybody again. */
  refuseRecipients(addresses: readonly string[]): void;
  close(): Promise<void>;
}

const smtpError = (responseCode: number, message: string) => Object.assign(new Error(message), { responseCode });

/** Starts an SMTP server and the inbox page of what it takes, both on 127.0.0.1. */
export async function startMail(options: { smtpPort?: number; inboxPort?: number } = {}): Promise<Mail> {
  const mailbox: Mailbox = { messages: [], refusing: false, refusedRecipients: new Set() };
  let count = 0;

  const smtp = new SMTPServer({
    name: "mail.lumenworks.example",
    disabledCommands: ["STARTTLS", "AUTH"],
    authOptional: true,
    disableReverseLookup: true,
    logger: false,
    onMailFrom(_from, _session, done) {
      done(mailbox.refusing ? smtpError(451, "The mail server is out of order, try again later") : null);
    },
    onRcptTo({ address }, _session, done) {
      const refused = mailbox.refusedRecipients.has(address.toLowerCase());
      done(refused ? smtpError(550, `There is no mailbox ${address} here`) : null);
    },
    onData(stream, session, done) {
      const { mailFrom, rcptTo } = session.envelope;
      const envelope = {
        from: mailFrom === false ? "" : mailFrom.address,
        to: rcptTo.map(({ address }) => address),
      };
      stream
        .toArray()
        .then((chunks) => readMessage(String(++count), Buffer.concat(chunks), envelope, new Date()))
        .then((message) => mailbox.messages.push(message))
        .then(
          () => done(),
          (error: unknown) => done(smtpError(554, `The message could not be read: ${String(error)}`)),
        );
    },
  });
  // A client that hangs up in the middle is that client's affair.
  smtp.on("error", () => undefined);
  const inbox = inboxServer(mailbox);
  const [smtpPort, inboxPort] = await Promise.all([
    listen(smtp.server, options.smtpPort),
    listen(inbox, options.inboxPort),
  ]);

  return {
    smtpUrl: `smtp://127.0.0.1:${smtpPort}`,
    inboxUrl: `http://127.0.0.1:${inboxPort}`,
    messages: () => [...mailbox.messages],
    refuse(on) {
      mailbox.refusing = on;
    },
    refuseRecipients(addresses) {
      mailbox.refusedRecipients = lowerCase(addresses);
    },
    async close() {
      inbox.closeAllConnections();
      await Promise.all([
        new Promise<void>((resolve) => smtp.close(() => resolve())),
        new Promise<void>((resolve) => inbox.close(() => resolve())),
      ]);
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
