import { whyNotRequestSchema } from "#lib/domain/requests";
import { lookUp } from "#lib/server/look-up";
import { whyNot } from "#lib/services/why-not";

export const dynamic = "force-dynamic";

/** `?project&type&q`: versions that fit what was typed, and why each is listed or not. */
export function GET(request: Request): Promise<Response> {
  return lookUp(request, "why-not", whyNotRequestSchema, whyNot);
}
