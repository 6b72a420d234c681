import { type ActionResponse, type CallOptions, type operation, Session } from "@ftrack/api";
import { AppError } from "#lib/domain/errors";
import { appErrorOf, exceptionOf } from "./failure.ts";

export interface FtrackSettings {
  /** `https://studio.ftrackapp.com`, without a slash at the end. */
  server: string;
  apiUser: string;
  apiKey: string;
  /** Deadline of one call, its repeats included. */
  timeoutMs: number;
  /** Told of every POST to the server, for figures and logs. */
  onCall?: (call: FtrackCall) => void;
}

export interface FtrackCall {
  /** "query", "create", … as sent, in order. */
  actions: readonly string[];
  milliseconds: number;
  outcome: "ok" | "unavailable" | "refused";
}

export type Operation = operation.Operation<string>;

/**
 * A session of the vendor's client in which every POST, the one at the start too, has a deadline and throws AppErrors.
 * `initializing` is rejected where the start fails: the caller handles it.
 */
export function newSession(settings: FtrackSettings): Session {
  const { server, apiUser, apiKey, timeoutMs, onCall } = settings;

  class TimedSession extends Session {
    override async call<T = ActionResponse<string>>(operations: Operation[], options: CallOptions = {}) {
      const signal = options.signal ?? AbortSignal.timeout(timeoutMs);
      const began = performance.now();
      const report = (outcome: FtrackCall["outcome"]) =>
        onCall?.({ actions: operations.map(({ action }) => action), milliseconds: performance.now() - began, outcome });
      try {
        const answer = await super.call<T>(operations, { ...options, signal });
        if (!Array.isArray(answer) || answer.length !== operations.length) {
          throw new TypeError("its answer does not match the question");
        }
        report("ok");
        return answer;
      } catch (error) {
        const failure = appErrorOf(error, { server, apiUser, timeoutMs, timedOut: signal.aborted });
        report(failure.code === "ftrack-refused" ? "refused" : "unavailable");
        throw failure;
      }
    }
  }

  const session = new TimedSession(server, apiUser, apiKey, {
    autoConnectEventHub: false,
    serverInformationValues: ["version", "storage_scenario"],
    decodeDatesAsIso: true,
    ensureSerializableResponse: true,
  });
  // The client folds every exception into three classes; a bad key and a cut line would look alike.
  Object.defineProperty(session, "getErrorFromResponse", { value: exceptionOf });
  return session;
}

/** True where a repeat may help. */
export function isUnavailable(error: unknown): error is AppError {
  return error instanceof AppError && error.code === "ftrack-unavailable";
}
