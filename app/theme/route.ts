import { cookies } from "next/headers";
import { currentActor } from "#lib/server/session";

const year = 365 * 24 * 3600;

/** Remembers the theme of ?theme=dark or light in a cookie, so that pages arrive in it; any other value forgets it. */
export async function PUT(request: Request): Promise<Response> {
  if (!(await currentActor())) return new Response(null, { status: 401 });
  const theme = new URL(request.url).searchParams.get("theme");
  const store = await cookies();
  if (theme === "dark" || theme === "light") {
    store.set("theme", theme, { path: "/", maxAge: year, sameSite: "lax", httpOnly: true });
  } else {
    store.delete("theme");
  }
  return new Response(null, { status: 204 });
}
