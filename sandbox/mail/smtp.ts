import type { Server, Socket } from "node:net";
import { SMTPServer } from "smtp-server";
import type { Certificate } from "#sandbox/certificate";
import type { Moment } from "./behaviour.ts";
import type { Mailbox } from "./inbox.ts";
import { readMessage } from "./message.ts";

export interface SmtpRules {
  encryption: "none" | "starttls" | "tls";
  certificate: Certificate;
  accounts: Readonly<Record<string, string>>;
  announcedSize: number | null;
  mailbox: Mailbox;
}

type Done = (error?: Error | null) => void;

const smtpError = (responseCode: number, message: string) => Object.assign(new Error(message), { responseCode });

/** Takes mail into the mailbox, as the mailbox says that it behaves. */
export function smtpServer({ encryption, certificate, accounts, announcedSize, mailbox }: SmtpRules): {
  server: Server;
  close(): Promise<void>;
} {
  let count = 0;
  /** Pairs of sender and recipient that were put off once. */
  const greylisted = new Set<string>();
  const sockets = new Map<number, Socket>();

  /** Whether the server goes on from here: else the connection is cut, or nothing is ever said again. */
  function goesOn(moment: Moment, { remotePort }: { remotePort: number }): boolean {
    const { cutAt, silentAt } = mailbox.behaviour();
    if (cutAt === moment) sockets.get(remotePort)?.destroy();
    return cutAt !== moment && silentAt !== moment;
  }

  function recipientTrouble(from: string, to: string): Error | null {
    const { putOffRecipients, refuseRecipients, greylist } = mailbox.behaviour();
    const isIn = (list: readonly string[]) => list.some((each) => each.toLowerCase() === to.toLowerCase());
    if (isIn(refuseRecipients)) return smtpError(550, `There is no mailbox ${to} here`);
    if (isIn(putOffRecipients)) return smtpError(450, `The mailbox ${to} is busy, try again later`);
    const pair = `${from} ${to}`.toLowerCase();
    if (!greylist || greylisted.has(pair)) return null;
    greylisted.add(pair);
    return smtpError(451, `Greylisted, ${to} will take it the next time`);
  }

  const signedIn = Object.keys(accounts).length > 0;
  const disabledCommands = [...(encryption === "starttls" ? [] : ["STARTTLS"]), ...(signedIn ? [] : ["AUTH"])];
  const smtp = new SMTPServer({
    name: "mail.lumenworks.example",
    secure: encryption === "tls",
    ...(encryption === "none" ? {} : certificate),
    disabledCommands,
    authOptional: !signedIn,
    allowInsecureAuth: encryption === "none",
    disableReverseLookup: true,
    logger: false,
    ...(announcedSize === null ? {} : { size: announcedSize, rejectOversized: true }),
    onAuth({ username, password }, _session, done) {
      const right = username !== undefined && password !== undefined && accounts[username] === password;
      if (right) done(null, { user: username });
      else done(smtpError(535, "5.7.8 The user name or the password is wrong"));
    },
    onConnect(session, done: Done) {
      if (!goesOn("greeting", session)) return;
      done(mailbox.behaviour().turnAway ? smtpError(421, "Too many connections, try again later") : null);
    },
    onMailFrom(_from, _session, done: Done) {
      const { putOffAll } = mailbox.behaviour();
      done(putOffAll ? smtpError(451, "The mail server is out of order, try again later") : null);
    },
    onRcptTo({ address }, session, done: Done) {
      if (!goesOn("recipient", session)) return;
      const { mailFrom } = session.envelope;
      done(recipientTrouble(mailFrom ? mailFrom.address : "", address));
    },
    onData(stream, session, done: Done) {
      const { mailFrom, rcptTo } = session.envelope;
      const envelope = {
        from: mailFrom ? mailFrom.address : "",
        to: rcptTo.map(({ address }) => address),
      };
      const take = async () => {
        const raw = Buffer.concat(await stream.toArray());
        const { maxBytes } = mailbox.behaviour();
        if (stream.sizeExceeded || (maxBytes !== null && raw.length > maxBytes)) {
          done(smtpError(552, "The message is too large"));
          return;
        }
        if (!goesOn("message", session)) return;
        mailbox.messages.push(await readMessage(String(++count), raw, envelope, new Date()));
        if (goesOn("delivered", session)) done();
      };
      take().catch((error: unknown) => done(smtpError(554, `The message could not be read: ${String(error)}`)));
    },
  });
  // A client that hangs up in the middle is that client's affair.
  smtp.on("error", () => undefined);
  smtp.server.on("connection", (socket: Socket) => {
    const { remotePort } = socket;
    if (remotePort === undefined) return;
    sockets.set(remotePort, socket);
    socket.once("close", () => sockets.delete(remotePort));
  });
  return {
    server: smtp.server,
    async close() {
      const closed = new Promise<void>((resolve) => smtp.close(() => resolve()));
      for (const socket of sockets.values()) socket.destroy();
      await closed;
    },
  };
}
