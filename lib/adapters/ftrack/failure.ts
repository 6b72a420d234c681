import { z } from "zod";
import { AppError } from "#lib/domain/errors";

/** What a person has to know apart: who must do something about it, and whether waiting helps. */
export type FailureKind =
  | "unreachable"
  | "too-slow"
  | "busy"
  | "down"
  | "mixed-up"
  | "bad-key"
  | "no-permission"
  | "refused"
  | "server-error"
  | "odd-answer";

/** The server and the one in whose name it was called. */
export interface Caller {
  server: string;
  apiUser: string;
}

const passing = new Set<FailureKind>(["unreachable", "too-slow", "busy", "down", "mixed-up"]);

/** What became of a call: ftrack-unavailable where asking again may help, else ftrack-refused. */
export class FtrackFailure extends AppError {
  readonly kind: FailureKind;
  /** Milliseconds that the server asks to wait, or null. */
  readonly waitMs: number | null;

  constructor(kind: FailureKind, sentence: string, options: { cause?: unknown; waitMs?: number | null } = {}) {
    super(passing.has(kind) ? "ftrack-unavailable" : "ftrack-refused", sentence, { cause: options.cause });
    this.kind = kind;
    this.waitMs = options.waitMs ?? null;
  }
}

const tryAgain = "Try again in a minute; if it stays so, tell your system administrators.";

export function unreachable({ server }: Caller, cause: unknown): FtrackFailure {
  const sentence = `ftrack at ${server} cannot be reached: ${sentencePart(reasonOf(cause))}. ${tryAgain}`;
  return new FtrackFailure("unreachable", sentence, { cause });
}

export function tooSlow({ server }: Caller, timeoutMs: number): FtrackFailure {
  return new FtrackFailure("too-slow", `ftrack at ${server} did not answer within ${timeoutMs / 1000} s. ${tryAgain}`);
}

export function mixedUp({ server }: Caller, what: string): FtrackFailure {
  return new FtrackFailure("mixed-up", `ftrack at ${server} ${what}. ${tryAgain}`);
}

/** An answer of ftrack, but not of the form that is known: asking again would not help. */
export function oddAnswer({ server }: Caller, what: string, cause: unknown): FtrackFailure {
  const sentence = `ftrack at ${server} gave an answer about ${what}. Tell your pipeline team.`;
  return new FtrackFailure("odd-answer", sentence, { cause });
}

/** The line to the event hub ended: it is made again by itself. */
export function lineLost({ server }: Caller, what: string, cause?: unknown): FtrackFailure {
  return new FtrackFailure("down", `ftrack's event hub at ${server} ${what}.`, { cause });
}

function down({ server }: Caller, what: string): FtrackFailure {
  return new FtrackFailure("down", `ftrack at ${server} ${what}. ${tryAgain}`);
}

function badKey({ server, apiUser }: Caller): FtrackFailure {
  return new FtrackFailure(
    "bad-key",
    `ftrack at ${server} does not accept the key of its API user "${apiUser}". Ask an administrator to check FTRACK_API_USER and FTRACK_API_KEY.`,
  );
}

/** The failure that a status of HTTP alone tells of, or null where the body has to be looked at. */
export function failureOfStatus({ status, headers }: Pick<Response, "status" | "headers">, caller: Caller) {
  if (status === 429) {
    const waitMs = waitOf(headers.get("retry-after"), Date.now());
    const wish = waitMs === null ? "" : ` and asks to wait ${Math.ceil(waitMs / 1000)} s`;
    const sentence = `ftrack at ${caller.server} is getting too many calls${wish}. ${tryAgain}`;
    return new FtrackFailure("busy", sentence, { waitMs });
  }
  return status === 401 ? badKey(caller) : null;
}

/** The failure of an answer that is no data: a proxy's page, or text that breaks off. */
export function failureOfText(response: Pick<Response, "status" | "headers">, text: string, caller: Caller) {
  const { status } = response;
  const isPage = response.headers.get("content-type")?.includes("html") === true || text.trimStart().startsWith("<");
  const page = `answered with a page instead of data (HTTP ${status}), as a proxy does`;
  if (status >= 500)
    return down(caller, isPage ? `${page} while the server behind it is down` : `failed (HTTP ${status})`);
  if (status === 403) {
    const sentence = `The way to ftrack at ${caller.server} is barred (HTTP 403), as by a firewall or a proxy. Tell your system administrators.`;
    return new FtrackFailure("refused", sentence);
  }
  if (status >= 400) {
    const sentence = `There is no ftrack API at ${caller.server} (HTTP ${status}). Ask an administrator to check FTRACK_SERVER.`;
    return new FtrackFailure("refused", sentence);
  }
  return isPage ? down(caller, `${page} that wants a sign-in`) : mixedUp(caller, "sent an answer that breaks off");
}

const exceptionSchema = z.object({ exception: z.string().min(1), content: z.unknown() });
const keyExceptions = new Set(["InvalidCredentialsError", "FTAuthenticationError", "AuthenticationError"]);
const dataExceptions = new Set(["ValidationError", "IntegrityError"]);

/** The failure that ftrack itself names in its answer, or null where the answer names none. */
export function failureOfAnswer(answer: unknown, status: number, caller: Caller): FtrackFailure | null {
  const parsed = exceptionSchema.safeParse(answer);
  if (!parsed.success) return null;
  const { exception, content } = parsed.data;
  if (keyExceptions.has(exception)) return badKey(caller);
  const words = sentencePart(typeof content === "string" ? content : JSON.stringify(content ?? ""));
  const { server, apiUser } = caller;
  if (exception === "PermissionError") {
    const sentence = `ftrack at ${server} does not allow this to its API user "${apiUser}": ${words}. Ask a ftrack administrator for the permission.`;
    return new FtrackFailure("no-permission", sentence);
  }
  if (status >= 500) return down(caller, `failed (HTTP ${status}): ${words}`);
  const kind = dataExceptions.has(exception) ? "refused" : "server-error";
  return new FtrackFailure(kind, `ftrack at ${server} refused: ${words}. Tell your pipeline team.`);
}

/** Milliseconds that a Retry-After header asks for: seconds or a date. Null where it is absent or neither. */
export function waitOf(header: string | null, now: number): number | null {
  if (header === null || header.trim() === "") return null;
  if (/^\s*\d+\s*$/.test(header)) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

/** fetch says no more than "fetch failed"; why stands in the cause, sometimes as a code alone. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  if (cause instanceof Error) {
    const code = "code" in cause ? String(cause.code) : "";
    return cause.message || code || error.message;
  }
  return error.message;
}

/** Words that fit into a sentence: one line, not endless, without their own full stop. */
function sentencePart(words: string): string {
  const line = words.replaceAll(/\s+/g, " ").trim().slice(0, 400);
  return line.replace(/\.$/, "") || "no reason given";
}
