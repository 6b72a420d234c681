import { setTimeout as pause } from "node:timers/promises";
import { ApiError } from "#sandbox/ftrack/api-error";
import { failureReply, jsonReply, type Reply } from "#sandbox/ftrack/reply";
import type { CallFault } from "./fault-order.ts";
import { type PageStatus, pageReply } from "./page.ts";

type Act = () => Promise<Reply>;

const silence: Reply = { status: 200, headers: {}, body: Buffer.alloc(0), delivery: { how: "never" } };
const cut: Reply = { ...silence, delivery: { how: "cut" } };
const pageStatus: Record<string, PageStatus> = { "html-200": 200, "html-502": 502, "html-503": 503, "html-504": 504 };

/** The reply to a call that a fault strikes. `act` does what the call asks for; most faults never call it. */
export async function misbehave(fault: CallFault, act: Act): Promise<Reply> {
  switch (fault.kind) {
    case "delay":
      await wait(fault.milliseconds);
      return act();
    case "late-answer": {
      const reply = await act();
      await wait(fault.milliseconds);
      return reply;
    }
    case "never-answers":
      return silence;
    case "html-200":
    case "html-502":
    case "html-503":
    case "html-504":
      return pageReply(pageStatus[fault.kind] ?? 502);
    case "cut":
      return cut;
    case "cut-after":
      await act();
      return cut;
    case "truncated": {
      const reply = await inMemory(await act());
      return { ...reply, body: reply.body.subarray(0, Math.floor(reply.body.length / 2)) };
    }
    case "trickle":
      return {
        ...(await inMemory(await act())),
        delivery: { how: "trickle", bytes: fault.bytes, milliseconds: fault.milliseconds },
      };
    case "http-429":
      return tooMany(fault.retryAfterSeconds);
    case "bad-key":
      return failureReply(
        fault.status,
        new ApiError("InvalidCredentialsError", "The supplied API key is not valid.", "api_credentials_invalid"),
      );
    case "PermissionError":
    case "ServerError":
    case "ValidationError":
      return failureReply(fault.status, new ApiError(fault.kind, fault.content ?? usualWords[fault.kind]));
    case "answer":
      return jsonReply(fault.status, fault.body);
    case "short-answer":
      return shortened(await act());
  }
}

const usualWords = {
  PermissionError: "You do not have the permission to do this.",
  ServerError: "Something went wrong on the server.",
  ValidationError: "A value is not valid.",
} as const;

async function inMemory({ large, ...reply }: Reply): Promise<Reply> {
  return large === undefined ? reply : { ...reply, body: Buffer.concat(await large.open().toArray()) };
}

/** A wait that holds up nothing when the server ends. */
async function wait(milliseconds: number): Promise<void> {
  await pause(milliseconds, undefined, { ref: false });
}

function tooMany(retryAfterSeconds: number | undefined): Reply {
  const headers: Record<string, string> = { "Content-Type": "text/plain" };
  if (retryAfterSeconds !== undefined) headers["Retry-After"] = String(retryAfterSeconds);
  return { status: 429, headers, body: Buffer.from("Too many requests\n") };
}

function shortened(reply: Reply): Reply {
  const answers: unknown = JSON.parse(reply.body.toString("utf8"));
  return Array.isArray(answers) ? jsonReply(reply.status, answers.slice(0, -1)) : reply;
}
