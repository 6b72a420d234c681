import { z } from "zod";
import { AppError } from "#lib/domain/errors";

/** An error in ftrack's own terms: the exception's name as the server sent it, or one that the client makes up. */
class FtrackException extends Error {
  override readonly name = "FtrackException";
  readonly exception: string;

  constructor(exception: string, content: string) {
    super(content);
    this.exception = exception;
  }
}

const exceptionSchema = z.object({ exception: z.string().catch(""), content: z.unknown() });

/** Parses what the client hands to its error factory; for a cut line the content is an Error. */
export function exceptionOf(answer: unknown): FtrackException {
  const { exception, content } = exceptionSchema.parse(answer);
  return new FtrackException(exception, content instanceof Error ? content.message : String(content ?? ""));
}

/** Whom a failed call was for. */
interface CallFacts {
  server: string;
  apiUser: string;
  timeoutMs: number;
  timedOut: boolean;
}

const badKey = new Set(["InvalidCredentialsError", "FTAuthenticationError", "AuthenticationError"]);
const noAnswer = new Set(["NetworkError", "AbortError", "MalformedResponseError"]);
const tryAgain = "Try again in a minute; if it stays so, tell your system administrators.";

/** Turns whatever a call threw into an AppError: ftrack-unavailable where trying again may help, else ftrack-refused. */
export function appErrorOf(error: unknown, facts: CallFacts): AppError {
  if (error instanceof AppError) return error;
  const unavailable = (what: string) =>
    new AppError("ftrack-unavailable", `ftrack at ${facts.server} ${what}. ${tryAgain}`, { cause: error });
  if (facts.timedOut) return unavailable(`did not answer within ${facts.timeoutMs / 1000} s`);
  if (error instanceof SyntaxError) {
    return unavailable("answered with a page instead of data, as a proxy does while the server behind it is down");
  }
  if (!(error instanceof FtrackException)) return unavailable(`broke off: ${sentencePart(error)}`);
  if (noAnswer.has(error.exception)) return unavailable(`cannot be reached: ${sentencePart(error)}`);
  if (badKey.has(error.exception)) {
    return new AppError(
      "ftrack-refused",
      `ftrack at ${facts.server} does not accept the key of its API user "${facts.apiUser}". Ask an administrator to check FTRACK_API_USER and FTRACK_API_KEY.`,
      { cause: error },
    );
  }
  if (error.exception === "PermissionError") {
    return new AppError(
      "ftrack-refused",
      `ftrack does not allow this to its API user "${facts.apiUser}": ${sentencePart(error)}. Ask a ftrack administrator for the permission.`,
      { cause: error },
    );
  }
  return new AppError("ftrack-refused", `ftrack refused: ${sentencePart(error)}.`, { cause: error });
}

/** Words that fit into a sentence: one line, not endless, without its own full stop. */
function sentencePart(error: unknown): string {
  const words = error instanceof Error ? error.message : String(error);
  const line = words.replaceAll(/\s+/g, " ").trim().slice(0, 400);
  return line.replace(/\.$/, "") || "no reason given";
}
