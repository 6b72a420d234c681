import type { Project } from "#lib/domain/deliverable";
import { lookRequestSchema } from "#lib/domain/requests";
import { container } from "#lib/server/container";
import { lookUp } from "#lib/server/look-up";
import { completeDestination } from "#lib/services/complete-destination";

export const dynamic = "force-dynamic";

/** `?project&type&path&department`: what a half-typed destination means, what is wrong with it, and which folders may follow. */
export async function GET(request: Request): Promise<Response> {
  const { projects } = await container();
  return lookUp(request, "complete-destination", lookRequestSchema, (context, asked) => {
    const isKnown = (kept: readonly Project[]) => kept.some(({ id }) => id === asked.project);
    const ftrack = { projects: () => projects.get("all", () => context.ftrack.projects(), isKnown) };
    return completeDestination({ ...context, ftrack }, asked);
  });
}
