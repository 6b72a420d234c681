import type { Socket } from "node:net";
import ldapjs from "ldapjs";
import { everybody, groupNames, studio } from "#sandbox/studio/cast";
import { type BindRequest, Directory, type Outcome, type SearchRequest, type Send } from "./directory.ts";
import { type DirectoryUser, type Flavour, inetOrgPerson } from "./entries.ts";

export interface LdapOptions {
  port?: number;
  users?: readonly DirectoryUser[];
  groups?: readonly string[];
  baseDn?: string;
  flavour?: Flavour;
  /** The most entries that one answer holds, whatever the client asks for. */
  sizeLimit?: number;
}

export interface Ldap {
  url: string;
  baseDn: string;
  /** The service account, which may search. */
  bindDn: string;
  bindPassword: string;
  users: readonly DirectoryUser[];
  groups: readonly string[];
  /** Changes a person while the server runs: locked out, moved to other groups, a new password. */
  change(username: string, to: Partial<Omit<DirectoryUser, "username">>): void;
  close(): Promise<void>;
}

interface Reply {
  diagnosticMessage: string;
  matchedDN: string;
  controls: unknown[];
  end(status: number): void;
}
type SearchReply = Reply & { attributes: string[]; send: Send };

function end(reply: Reply, { status, errorMessage = "", matchedDN = "", controls = [] }: Outcome): void {
  reply.diagnosticMessage = errorMessage;
  reply.matchedDN = matchedDN;
  reply.controls = [...controls];
  reply.end(status);
}

const log = { trace: ignore, debug: ignore, info: ignore, warn: ignore, error: ignore, fatal: ignore };
function ignore(): void {
  // A sandbox is quiet: what matters reaches the client as an answer.
}

/** Starts a directory on 127.0.0.1 with the cast, or with the people given. */
export async function startLdap(options: LdapOptions = {}): Promise<Ldap> {
  const { port = 0, groups = groupNames, baseDn = studio.baseDn, flavour = inetOrgPerson, sizeLimit = 500 } = options;
  const users = (options.users ?? everybody).map((user) => ({ ...user }));
  const service = { name: "compout", password: "reads-the-directory-3" };
  const make = () => flavour({ baseDn, users, groups, service });
  const { entries, serviceDn } = make();
  const directory = new Directory(entries, baseDn, sizeLimit);

  const sockets = new Set<Socket>();
  const remember = (socket: Socket) => {
    if (sockets.has(socket)) return;
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  };
  const server = ldapjs.createServer({ log });
  server.bind("", (request: BindRequest, reply: Reply, next: () => void) => {
    remember(request.connection);
    end(reply, directory.bind(request));
    next();
  });
  server.search("", (request: SearchRequest, reply: SearchReply, next: () => void) => {
    remember(request.connection);
    // Else ldapjs filters by these once more, with regard to case.
    reply.attributes = [];
    end(
      reply,
      directory.search(request, (entry) => reply.send(entry)),
    );
    next();
  });
  // A client that speaks something else loses its connection; the server goes on.
  server.on("error", ignore);
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));

  return {
    url: server.url,
    baseDn,
    bindDn: serviceDn,
    bindPassword: service.password,
    users,
    groups,
    change(username, to) {
      const user = users.find((candidate) => candidate.username === username);
      if (!user) throw new Error(`There is no ${username} in the sandbox's directory.`);
      Object.assign(user, to);
      directory.replace(make().entries);
    },
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
