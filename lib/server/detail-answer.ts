import { z } from "zod";
import type { Actor } from "#lib/domain/actor";
import { componentIdSchema, projectIdSchema } from "#lib/domain/ids";
import { versionDetail } from "#lib/services/version-detail";
import { runFor } from "./answer-of.ts";
import { container } from "./container.ts";

const schema = z.object({ component: componentIdSchema, project: projectIdSchema });
const privately = { "cache-control": "private, no-store" };

/** The details of one deliverable as an Answer in JSON; 404 and 400 for what there is not. */
export async function detailAnswer(actor: Actor, input: unknown): Promise<Response> {
  const answer = await runFor(await container(), actor, {
    name: "version-detail",
    schema,
    input,
    service: versionDetail,
  });
  return Response.json(answer, { status: statusOf(answer.ok ? "ok" : answer.code), headers: privately });
}

function statusOf(outcome: string): number {
  switch (outcome) {
    case "ok":
      return 200;
    case "bad-input":
      return 400;
    case "not-found":
      return 404;
    case "unexpected":
      return 500;
    default:
      return 503;
  }
}
