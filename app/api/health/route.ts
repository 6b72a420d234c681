import { container } from "#lib/server/container";
import { type Health, healthOf } from "#lib/server/health";
import { currentSession } from "#lib/server/session";

export const dynamic = "force-dynamic";

/** 200 where the program can do its work. What each outside system says is for those who are signed in. */
export async function GET(): Promise<Response> {
  let health: Health;
  try {
    health = await healthOf(await container(), (await currentSession()) !== null);
  } catch {
    health = { ok: false };
  }
  return Response.json(health, { status: health.ok ? 200 : 503, headers: { "cache-control": "no-store" } });
}
