import {
  type Caller,
  FtrackFailure,
  failureOfAnswer,
  failureOfStatus,
  failureOfText,
  mixedUp,
  tooSlow,
  unreachable,
} from "./failure.ts";

export interface PostRequest {
  url: string;
  headers: Readonly<Record<string, string>>;
  operations: readonly object[];
  signal: AbortSignal;
  /** What the sentence names where the signal ends the call. */
  timeoutMs: number;
  /** Told when all of the answer's bytes are there: what comes after is our own work. */
  onBytes?: () => void;
}

/**
 * One POST to the API; the answers by the operations' index. Throws FtrackFailure. The vendor's own looks neither at
 * the status nor at Retry-After, and prints what fails.
 */
export async function post(caller: Caller, request: PostRequest): Promise<unknown[]> {
  const { url, headers, operations, signal, timeoutMs, onBytes } = request;
  const { response, bytes } = await fetched(caller, { signal, timeoutMs }, async () => {
    const response = await fetch(url, {
      method: "POST",
      headers: { accept: "application/json", "content-type": "application/json", ...headers },
      body: JSON.stringify(operations),
      signal,
    });
    return { response, bytes: await response.arrayBuffer() };
  });
  onBytes?.();
  const answer = read(response, new TextDecoder().decode(bytes), caller);
  if (!Array.isArray(answer) || answer.length !== operations.length) {
    throw mixedUp(caller, "answered something else than it was asked");
  }
  return answer;
}

/** Does what speaks HTTP; throws FtrackFailure where the line fails or the signal ends it. */
export async function fetched<T>(
  caller: Caller,
  { signal, timeoutMs }: Pick<PostRequest, "signal" | "timeoutMs">,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof FtrackFailure) throw error;
    throw signal.aborted ? tooSlow(caller, timeoutMs) : unreachable(caller, error);
  }
}

function read(response: Response, text: string, caller: Caller): unknown {
  const failed = failureOfStatus(response, caller);
  if (failed) throw failed;
  const answer = fromJson(text);
  if (answer === undefined) throw failureOfText(response, text, caller);
  const refused = failureOfAnswer(answer, response.status, caller);
  if (refused) throw refused;
  if (!response.ok) throw failureOfText(response, text, caller);
  return answer;
}

/** Undefined for what is no JSON. */
function fromJson(text: string): unknown {
  try {
    const answer: unknown = JSON.parse(text);
    return answer;
  } catch {
    return undefined;
  }
}
