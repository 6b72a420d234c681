import { container } from "#lib/server/container";
import { isMetricsToken } from "#lib/server/metrics-token";
import { currentSession } from "#lib/server/session";

export const dynamic = "force-dynamic";

/** Figures for those who hold the metrics token, and for admins. */
export async function GET(request: Request): Promise<Response> {
  const { environment, metrics } = await container();
  const session = await currentSession();
  const allowed =
    session?.roles.includes("admin") ||
    isMetricsToken(request.headers.get("authorization"), environment.METRICS_TOKEN ?? null);
  if (!allowed) return new Response(null, { status: session === null ? 401 : 403 });
  return new Response(await metrics.text(), {
    headers: { "content-type": metrics.contentType, "cache-control": "no-store" },
  });
}
