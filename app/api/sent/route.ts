import { sentNewsRequestSchema } from "#lib/domain/requests";
import { lookUp } from "#lib/server/look-up";
import { sentNews } from "#lib/services/sent-news";

export const dynamic = "force-dynamic";

/** `?project&type&since`: what uploads did with deliverables of the project whose marks may have changed since. */
export function GET(request: Request): Promise<Response> {
  return lookUp(request, "sent-news", sentNewsRequestSchema, sentNews);
}
