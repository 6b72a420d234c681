import { type ActionResponse, type CallOptions, type IsTuple, type operation, Session } from "@ftrack/api";
import { z } from "zod";
import { type Caller, FtrackFailure } from "./failure.ts";
import type { Limit } from "./limit.ts";
import type { Patience } from "./patience.ts";
import { fetched, post } from "./post.ts";

export interface FtrackSettings extends Caller {
  /** `https://studio.ftrackapp.com`, without a slash at the end. */
  server: string;
  apiKey: string;
  /** Deadline of one question, its repeats included, and of one write. */
  timeoutMs: number;
  /** How reads are tried again; a little where left out. */
  retry?: Omit<Patience, "timeoutMs">;
  /** Calls of the API under way at the same time, others wait for their turn. */
  callsAtOnce?: number;
  /** Told of every POST to the server, for figures and logs. */
  onCall?: (call: FtrackCall) => void;
}

export interface FtrackCall {
  /** "query", "create", … as sent, in order. */
  actions: readonly string[];
  /** `performance.now()` when it was sent. */
  sentAt: number;
  /** From then until all bytes of the answer were there, or until it failed. Reading them is not part of it. */
  milliseconds: number;
  outcome: "ok" | "unavailable" | "refused";
}

export type Operation = operation.Operation<string>;

type Answers<T> = IsTuple<T> extends true ? T : T[];

/**
 * A session of the vendor's client in which every POST, the one at the start too, has a deadline, waits for its turn
 * and throws FtrackFailures. Answers are as they came: dates and repeated entities are for the reader to decode.
 * `initializing` is rejected where the start fails: the caller handles it.
 */
export function newSession(settings: FtrackSettings, inTurn: Limit): Session {
  const { server, apiUser, apiKey, timeoutMs } = settings;

  function send(session: Session, operations: Operation[], signal: AbortSignal): Promise<unknown[]> {
    const headers = {
      "ftrack-user": apiUser,
      "ftrack-api-key": apiKey,
      "ftrack-api-options": "strict:1;denormalize:1",
      "ftrack-clienttoken": session.clientToken ?? "",
    };
    const url = `${server}${session.apiEndpoint}`;
    return observed(settings, operations, (onBytes) =>
      post(settings, { url, headers, operations, signal, timeoutMs, onBytes }),
    );
  }

  class PatientSession extends Session {
    override async call<T = ActionResponse<string>>(
      operations: Operation[],
      options: CallOptions = {},
    ): Promise<Answers<T>> {
      const signal = options.signal ?? AbortSignal.timeout(timeoutMs);
      const answers = await fetched(settings, { signal, timeoutMs }, async () => {
        // The constructor makes the first call, before there is a start to wait for.
        await unlessAborted(signal, this.initializing);
        return inTurn(signal, () => send(this, operations, signal));
      });
      return z.custom<Answers<T>>(Array.isArray).parse(answers);
    }
  }

  return new PatientSession(server, apiUser, apiKey, {
    autoConnectEventHub: false,
    serverInformationValues: ["version", "storage_scenario"],
  });
}

async function observed<T>(
  { onCall }: FtrackSettings,
  operations: Operation[],
  work: (onBytes: () => void) => Promise<T>,
): Promise<T> {
  const sentAt = performance.now();
  let bytesAt: number | null = null;
  const report = (outcome: FtrackCall["outcome"]) =>
    onCall?.({
      actions: operations.map(({ action }) => action),
      sentAt,
      milliseconds: (bytesAt ?? performance.now()) - sentAt,
      outcome,
    });
  try {
    const answer = await work(() => {
      bytesAt = performance.now();
    });
    report("ok");
    return answer;
  } catch (error) {
    report(error instanceof FtrackFailure && error.code === "ftrack-refused" ? "refused" : "unavailable");
    throw error;
  }
}

/** Waits for work that others began, but no longer than the signal lasts. */
async function unlessAborted(signal: AbortSignal, work: Promise<unknown> | undefined): Promise<void> {
  signal.throwIfAborted();
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const give = () => reject(signal.reason);
  signal.addEventListener("abort", give, { once: true });
  try {
    await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener("abort", give);
  }
}
