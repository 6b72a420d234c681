import type { Socket } from "node:net";
import { type SecureContext, TLSSocket } from "node:tls";
import { firstDer } from "#sandbox/der";
import type { Directory } from "./directory.ts";
import type { Entry } from "./entries.ts";
import {
  answerTag,
  entryMessage,
  extendedMessage,
  type Outcome,
  outcomeMessage,
  type Request,
  readRequest,
  referenceMessage,
  resultCode,
} from "./message.ts";

const startTls = "1.3.6.1.4.1.1466.20037";
const whoAmI = "1.3.6.1.4.1.4203.1.11.3";

export interface Rules {
  directory: Directory;
  tls: SecureContext;
  /** Binds and searches are refused before encryption. */
  requireTls: boolean;
}

/** Speaks LDAP with one client, from its first byte until it goes. */
export function serveClient(socket: Socket, rules: Rules, encrypted = false): void {
  let boundAs: Entry | null = null;
  let waiting: Buffer = Buffer.alloc(0);

  function take(bytes: Buffer): void {
    waiting = Buffer.concat([waiting, bytes]);
    try {
      for (let message = firstDer(waiting); message; message = firstDer(waiting)) {
        waiting = waiting.subarray(message.end);
        answer(readRequest(message.element));
      }
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      // Who speaks something else loses the connection; the server goes on.
      socket.destroy();
    }
  }

  function answer({ id, operation, controls }: Request): void {
    const say = (tag: number, outcome: Outcome) => socket.write(outcomeMessage(id, tag, outcome));
    const inTheClear: Outcome | null =
      rules.requireTls && !encrypted
        ? { status: resultCode.confidentialityRequired, message: "TLS confidentiality required" }
        : null;
    switch (operation.kind) {
      case "bind": {
        boundAs = null;
        if (inTheClear) {
          say(answerTag.bind, inTheClear);
          return;
        }
        const { as, ...outcome } = rules.directory.bind(operation, controls);
        boundAs = as;
        say(answerTag.bind, outcome);
        return;
      }
      case "search": {
        const outcome =
          inTheClear ??
          rules.directory.search(operation, controls, boundAs, (found) =>
            socket.write(
              "dn" in found ? entryMessage(id, found.dn, found.attributes) : referenceMessage(id, found.references),
            ),
          );
        say(answerTag.search, outcome);
        return;
      }
      case "extended":
        extended(id, operation.name, say);
        return;
      case "unbind":
        socket.end();
        return;
      case "abandon":
        return;
      case "other":
        say(operation.answerTag, {
          status: resultCode.unwillingToPerform,
          message: "This directory is only read.",
        });
    }
  }

  function extended(id: number, name: string, say: (tag: number, outcome: Outcome) => void): void {
    if (name === whoAmI) {
      socket.write(extendedMessage(id, boundAs === null ? "" : `dn:${boundAs.dn}`));
    } else if (name !== startTls) {
      say(answerTag.extended, { status: resultCode.protocolError, message: `${name} is not supported.` });
    } else if (encrypted) {
      say(answerTag.extended, { status: resultCode.operationsError, message: "TLS is established already." });
    } else {
      say(answerTag.extended, { status: resultCode.success });
      socket.off("data", take);
      const secured = new TLSSocket(socket, { isServer: true, secureContext: rules.tls });
      secured.on("error", () => socket.destroy());
      serveClient(secured, rules, true);
    }
  }

  // An answer is several small writes; waiting for the first to be confirmed would cost 40 ms each time.
  socket.setNoDelay(true);
  socket.on("error", () => socket.destroy());
  socket.on("data", take);
}
