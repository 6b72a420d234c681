import type { Actor } from "#lib/domain/actor";
import { lookRequestSchema } from "#lib/domain/requests";
import { completeDestination } from "#lib/services/complete-destination";
import { runFor } from "./answer-of.ts";
import type { Container } from "./container.ts";

type Parts = Pick<Container, "contextFor" | "log" | "metrics" | "projects">;

/** A look-up while somebody types: project, type, path, and department where one is chosen. Always JSON, also of a refusal. */
export async function foldersAnswer(parts: Parts, actor: Actor, asked: URLSearchParams): Promise<Response> {
  const answer = await runFor(parts, actor, {
    name: "complete-destination",
    schema: lookRequestSchema,
    input: {
      project: asked.get("project"),
      uploadType: asked.get("type"),
      path: asked.get("path") ?? "",
      department: asked.get("department"),
    },
    service: (context, request) =>
      completeDestination(
        { ...context, ftrack: { projects: () => parts.projects.get("all", () => context.ftrack.projects()) } },
        request,
      ),
  });
  return Response.json(answer, { headers: { "cache-control": "private, no-store" } });
}
