import { createServer, type Server, type Socket } from "node:net";
import { createSecureContext, TLSSocket } from "node:tls";
import { type Certificate, makeCertificate } from "#sandbox/certificate";
import { everybody, groupNames, studio } from "#sandbox/studio/cast";
import { serveClient } from "./connection.ts";
import { Directory, type Limits } from "./directory.ts";
import type { DirectoryContent, DirectoryUser, Flavour } from "./entries.ts";
import { inetOrgPerson } from "./inet-org-person.ts";

export interface LdapOptions extends Partial<Limits>, Partial<Omit<DirectoryContent, "service">> {
  port?: number;
  /** Where ldaps:// listens. */
  securePort?: number;
  flavour?: Flavour;
  /** What the server proves its name with; by default a fresh one for localhost and 127.0.0.1. */
  certificate?: Certificate;
  /** Refuses binds and searches that come in the clear, so that ldap:// begins with StartTLS. */
  requireTls?: boolean;
}

export interface Ldap {
  /** `ldap://…`, which takes StartTLS as well. */
  url: string;
  /** `ldaps://…` */
  secureUrl: string;
  /** What vouches for the server, as PEM. */
  authority: string;
  baseDn: string;
  /** The service account, which may search. */
  bindDn: string;
  bindPassword: string;
  /** What a studio's `compout.yaml` says of such a directory, under `directory`. */
  settings: Readonly<Record<string, unknown>>;
  users: readonly DirectoryUser[];
  groups: readonly string[];
  /** Changes a person while the server runs: locked out, moved to other groups, a new password. */
  change(username: string, to: Partial<Omit<DirectoryUser, "username">>): void;
  close(): Promise<void>;
}

/** Starts a directory on 127.0.0.1 with the cast, or with the people given. */
export async function startLdap(options: LdapOptions = {}): Promise<Ldap> {
  const { groups = groupNames, baseDn = studio.baseDn, flavour = inetOrgPerson, requireTls = false } = options;
  const { groupsInGroups = {}, certificate = makeCertificate() } = options;
  const { sizeLimit = 500, pagedSizeLimit = Number.POSITIVE_INFINITY, paging = true, chains, valuesAtOnce } = options;
  const users = (options.users ?? everybody).map((user) => ({ ...user }));
  const service = { name: "compout", password: "reads-the-directory-3" };
  const make = () => flavour({ baseDn, users, groups, groupsInGroups, service });
  const { serviceDn, settings } = make();
  const limits: Limits = {
    sizeLimit,
    pagedSizeLimit,
    paging,
    ...(chains === undefined ? {} : { chains }),
    ...(valuesAtOnce === undefined ? {} : { valuesAtOnce }),
  };
  const rules = { directory: new Directory(make(), baseDn, limits), tls: createSecureContext(certificate), requireTls };

  const sockets = new Set<Socket>();
  const listener = (welcome: (socket: Socket) => void) =>
    createServer((socket) => {
      sockets.add(socket);
      socket.once("close", () => sockets.delete(socket));
      welcome(socket);
    });
  const plain = listener((socket) => serveClient(socket, rules));
  const secure = listener((socket) => {
    socket.on("error", () => socket.destroy());
    serveClient(new TLSSocket(socket, { isServer: true, secureContext: rules.tls }), rules, true);
  });
  const [port, securePort] = await Promise.all([listen(plain, options.port), listen(secure, options.securePort)]);

  return {
    url: `ldap://127.0.0.1:${port}`,
    secureUrl: `ldaps://127.0.0.1:${securePort}`,
    authority: certificate.cert,
    baseDn,
    bindDn: serviceDn,
    bindPassword: service.password,
    settings,
    users,
    groups,
    change(username, to) {
      const user = users.find((candidate) => candidate.username === username);
      if (!user) throw new Error(`There is no ${username} in the sandbox's directory.`);
      Object.assign(user, to);
      rules.directory.replace(make());
    },
    async close() {
      const closed = [plain, secure].map((server) => new Promise<void>((resolve) => server.close(() => resolve())));
      for (const socket of sockets) socket.destroy();
      await Promise.all(closed);
    },
  };
}

async function listen(server: Server, port = 0): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The directory got no port.");
  return address.port;
}
