import type { Socket } from "node:net";
import { picks, readFilter } from "./directory-filter.ts";
import { dnKey, parentKey } from "./dn.ts";
import type { Entry } from "./entries.ts";

interface Name {
  toString(): string;
}

/** ldapjs keeps the name of the last successful bind on the connection; anonymous binds never reach a handler. */
type Connection = Socket & { ldap: { bindDN: Name } };

export interface BindRequest {
  connection: Connection;
  dn: Name;
  credentials: string;
}

export interface SearchRequest {
  connection: Connection;
  dn: Name;
  scopeName: "base" | "single" | "subtree";
  filter: unknown;
  attributes: readonly string[];
  sizeLimit: number;
  typesOnly: boolean;
  controls: readonly Control[];
}

interface Control {
  type: string;
  criticality: boolean;
  value: unknown;
}

/** How an operation ended, as LDAP tells it. */
export interface Outcome {
  status: number;
  errorMessage?: string;
  matchedDN?: string;
  controls?: readonly Control[];
}

export type Send = (entry: { dn: string; attributes: Record<string, readonly string[]> }) => void;

const result = {
  success: 0,
  sizeLimitExceeded: 4,
  unavailableCriticalExtension: 12,
  noSuchObject: 32,
  invalidCredentials: 49,
  insufficientAccessRights: 50,
  unwillingToPerform: 53,
} as const;

const pagedResults = "1.2.840.113556.1.4.319";
const anonymous = "cn=anonymous";

/** Entries, and what binds and searches over them answer. */
export class Directory {
  readonly #baseDn: string;
  readonly #sizeLimit: number;
  readonly #bound = new WeakSet<Socket>();
  #entries = new Map<string, Entry>();

  constructor(entries: readonly Entry[], baseDn: string, sizeLimit: number) {
    this.#baseDn = baseDn;
    this.#sizeLimit = sizeLimit;
    this.replace(entries);
  }

  replace(entries: readonly Entry[]): void {
    this.#entries = new Map(entries.map((entry) => [dnKey(entry.dn), entry]));
  }

  /**
   * A name without a password is RFC 4513's "unauthenticated bind": most servers answer success and leave the
   * connection anonymous, which is why a client must refuse empty passwords by itself.
   */
  bind(request: BindRequest): Outcome {
    this.#bound.delete(request.connection);
    if (request.credentials === "") return { status: result.success };
    const entry = this.#entries.get(dnKey(request.dn.toString()));
    if (!entry || entry.password === null || entry.password !== request.credentials) {
      return { status: result.invalidCredentials };
    }
    if (entry.locked) {
      return {
        status: result.unwillingToPerform,
        errorMessage: "Account inactivated. Contact system administrator.",
      };
    }
    this.#bound.add(request.connection);
    return { status: result.success };
  }

  search(request: SearchRequest, send: Send): Outcome {
    const base = dnKey(request.dn.toString());
    if (base === "" && request.scopeName === "base") return this.#describeServer(request, send);

    const { connection } = request;
    if (!this.#bound.has(connection) || connection.ldap.bindDN.toString() === anonymous) {
      return { status: result.insufficientAccessRights, errorMessage: "Anonymous searches are not allowed here." };
    }
    const unknown = request.controls.find((control) => control.criticality && control.type !== pagedResults);
    if (unknown) {
      const errorMessage = `Control ${unknown.type} is not supported.`;
      return { status: result.unavailableCriticalExtension, errorMessage };
    }
    if (base !== "" && !this.#entries.has(base)) {
      return { status: result.noSuchObject, matchedDN: this.#deepestAncestor(base) };
    }
    const filter = readFilter(request.filter);
    const found: Entry[] = [];
    for (const [key, entry] of this.#entries) {
      if (inScope(key, base, request.scopeName) && picks(filter, entry)) found.push(entry);
    }
    return this.#answer(found, request, send);
  }

  #answer(found: readonly Entry[], request: SearchRequest, send: Send): Outcome {
    const page = pageOf(request.controls);
    const from = page?.from ?? 0;
    const wanted = request.sizeLimit > 0 ? Math.min(request.sizeLimit, found.length) : found.length;
    const until = Math.min(wanted, page ? from + Math.min(page.size, this.#sizeLimit) : this.#sizeLimit);
    for (const entry of found.slice(from, until)) {
      send({ dn: entry.dn, attributes: select(entry, request.attributes, request.typesOnly) });
    }
    const cut = until < found.length && (!page || until === wanted);
    const status = cut ? result.sizeLimitExceeded : result.success;
    if (!page) return { status };
    page.control.value = { size: found.length, cookie: Buffer.from(until < wanted ? String(until) : "") };
    return { status, controls: [page.control] };
  }

  #describeServer(request: SearchRequest, send: Send): Outcome {
    const rootDse: Entry = {
      dn: "",
      attributes: { objectClass: ["top"] },
      operational: {
        namingContexts: [this.#baseDn],
        supportedLDAPVersion: ["3"],
        supportedControl: [pagedResults],
        vendorName: ["Compout sandbox"],
      },
      password: null,
      locked: false,
    };
    if (picks(readFilter(request.filter), rootDse)) {
      send({ dn: "", attributes: select(rootDse, request.attributes, request.typesOnly) });
    }
    return { status: result.success };
  }

  #deepestAncestor(key: string): string {
    for (let step = parentKey(key); step !== ""; step = parentKey(step)) {
      const entry = this.#entries.get(step);
      if (entry) return entry.dn;
    }
    return "";
  }
}

function inScope(key: string, base: string, scope: SearchRequest["scopeName"]): boolean {
  switch (scope) {
    case "base":
      return key === base;
    case "single":
      return parentKey(key) === base;
    case "subtree":
      return key === base || base === "" || key.endsWith(`,${base}`);
  }
}

/** By RFC 4511: none or "*" is all but the operational ones, "+" is those, "1.1" is nothing, else what is named. */
function select(entry: Entry, wanted: readonly string[], typesOnly: boolean): Record<string, readonly string[]> {
  const names = new Set(wanted.map((name) => name.toLowerCase()));
  const all = names.size === 0 || names.has("*");
  const chosen = [
    ...Object.entries(entry.attributes).filter(([name]) => all || names.has(name.toLowerCase())),
    ...Object.entries(entry.operational).filter(([name]) => names.has("+") || names.has(name.toLowerCase())),
  ].filter(([, values]) => values.length > 0);
  return Object.fromEntries(chosen.map(([name, values]) => [name, typesOnly ? [] : values]));
}

function pageOf(controls: readonly Control[]): { control: Control; size: number; from: number } | null {
  const control = controls.find(({ type }) => type === pagedResults);
  const { value } = control ?? {};
  if (!control || typeof value !== "object" || value === null) return null;
  const size = "size" in value ? Number(value.size) : 0;
  const cookie = "cookie" in value && Buffer.isBuffer(value.cookie) ? value.cookie.toString() : "";
  return size > 0 ? { control, size, from: cookie === "" ? 0 : Number(cookie) } : null;
}
