import { type Der, der, derInteger, integerOf, partsOf } from "#sandbox/der";
import { type DirectoryFilter, readFilter } from "./directory-filter.ts";

/** LDAP's messages (RFC 4511), as far as a directory that is only read needs them. */

export interface Control {
  type: string;
  critical: boolean;
  value: Buffer | null;
}

export interface BindRequest {
  kind: "bind";
  name: string;
  /** Null where another mechanism than a simple bind is asked for. */
  password: string | null;
}

export interface SearchRequest {
  kind: "search";
  base: string;
  scope: "base" | "one" | "sub" | "children";
  /** 0: as many as the server gives. */
  sizeLimit: number;
  typesOnly: boolean;
  filter: DirectoryFilter;
  attributes: readonly string[];
}

type Operation =
  | BindRequest
  | SearchRequest
  | { kind: "unbind" | "abandon" }
  | { kind: "extended"; name: string }
  /** Whatever writes or compares; `answerTag` is what its answer goes by. */
  | { kind: "other"; answerTag: number };

export interface Request {
  id: number;
  operation: Operation;
  controls: readonly Control[];
}

/** How an operation ended. */
export interface Outcome {
  status: number;
  message?: string;
  matchedDn?: string;
  controls?: readonly Control[];
}

export type Value = string | Buffer;
export type Attributes = Readonly<Record<string, readonly Value[]>>;

export const resultCode = {
  success: 0,
  operationsError: 1,
  protocolError: 2,
  sizeLimitExceeded: 4,
  authMethodNotSupported: 7,
  referral: 10,
  unavailableCriticalExtension: 12,
  confidentialityRequired: 13,
  inappropriateMatching: 18,
  noSuchObject: 32,
  invalidCredentials: 49,
  insufficientAccessRights: 50,
  unwillingToPerform: 53,
} as const;

export const answerTag = { bind: 0x61, search: 0x65, extended: 0x78 } as const;
const tag = { bind: 0x60, unbind: 0x42, search: 0x63, abandon: 0x50, extended: 0x77, controls: 0xa0 } as const;
const scopes = ["base", "one", "sub", "children"] as const;

/** Reads one message. Throws RangeError for what is none. */
export function readRequest(message: Der): Request {
  const [id, operation, controls] = partsOf(message);
  if (message.tag !== 0x30 || !id || !operation) throw new RangeError("That is no message of LDAP.");
  return {
    id: integerOf(id),
    operation: readOperation(operation),
    controls: controls?.tag === tag.controls ? partsOf(controls).map(readControl) : [],
  };
}

function readOperation(operation: Der): Operation {
  switch (operation.tag) {
    case tag.bind: {
      const [, name, credentials] = partsOf(operation);
      return { kind: "bind", name: text(name), password: credentials?.tag === 0x80 ? text(credentials) : null };
    }
    case tag.unbind:
      return { kind: "unbind" };
    case tag.abandon:
      return { kind: "abandon" };
    case tag.extended:
      return { kind: "extended", name: text(partsOf(operation)[0]) };
    case tag.search: {
      const [base, scope, , sizeLimit, , typesOnly, filter, attributes] = partsOf(operation);
      if (!scope || !sizeLimit || !filter || !attributes) throw new RangeError("A search lacks some of its parts.");
      return {
        kind: "search",
        base: text(base),
        scope: scopes[integerOf(scope)] ?? "sub",
        sizeLimit: integerOf(sizeLimit),
        typesOnly: (typesOnly?.value[0] ?? 0) !== 0,
        filter: readFilter(filter),
        attributes: partsOf(attributes).map(text),
      };
    }
    default:
      return { kind: "other", answerTag: operation.tag === 0x4a ? 0x6b : operation.tag + 1 };
  }
}

function readControl(control: Der): Control {
  const [type, ...rest] = partsOf(control);
  const critical = rest.some((part) => part.tag === 0x01 && part.value[0] !== 0);
  return { type: text(type), critical, value: rest.find((part) => part.tag === 0x04)?.value ?? null };
}

const text = (part: Der | undefined): string => part?.value.toString("utf8") ?? "";

export function outcomeMessage(id: number, answer: number, { status, message, matchedDn, controls }: Outcome): Buffer {
  const body = der(answer, derInteger(status, 0x0a), der(0x04, matchedDn ?? ""), der(0x04, message ?? ""));
  return der(
    0x30,
    derInteger(id),
    body,
    ...(controls && controls.length > 0 ? [der(tag.controls, ...controls.map(controlDer))] : []),
  );
}

/** The answer to an extended operation that has a value of its own. */
export function extendedMessage(id: number, value: string): Buffer {
  const body = der(answerTag.extended, derInteger(resultCode.success, 0x0a), der(0x04), der(0x04), der(0x8b, value));
  return der(0x30, derInteger(id), body);
}

export function entryMessage(id: number, dn: string, attributes: Attributes): Buffer {
  const list = Object.entries(attributes).map(([name, values]) =>
    der(0x30, der(0x04, name), der(0x31, ...values.map((value) => der(0x04, value)))),
  );
  return der(0x30, derInteger(id), der(0x64, der(0x04, dn), der(0x30, ...list)));
}

/** Names places where the rest of an answer may be found. */
export function referenceMessage(id: number, uris: readonly string[]): Buffer {
  return der(0x30, derInteger(id), der(0x73, ...uris.map((uri) => der(0x04, uri))));
}

function controlDer({ type, critical, value }: Control): Buffer {
  const criticality = critical ? [der(0x01, Buffer.from([0xff]))] : [];
  return der(0x30, der(0x04, type), ...criticality, ...(value === null ? [] : [der(0x04, value)]));
}
