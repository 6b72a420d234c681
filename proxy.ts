import { type NextRequest, NextResponse } from "next/server";
import { knownEnvironment } from "#lib/server/env";
import { securityHeaders } from "#lib/server/security-headers";
import { sessionOf } from "#lib/server/session-token";

const openPaths = [/^\/login$/, /^\/api\/auth\//, /^\/api\/health$/, /^\/api\/metrics$/];

/** Turns strangers away before any page is built, and gives each answer its security headers. Pages check again. */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const settings = knownEnvironment();
  const { pathname, search } = request.nextUrl;
  const nonce = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(18))));
  const headers = securityHeaders({ nonce, https: settings.NEXTAUTH_URL.startsWith("https:") });
  const session = await sessionOf(request.headers.get("cookie"), settings.NEXTAUTH_SECRET);
  if (session === null && !openPaths.some((path) => path.test(pathname))) {
    return withHeaders(headers, turnedAway(settings.NEXTAUTH_URL, pathname, search));
  }
  const forwarded = new Headers(request.headers);
  forwarded.set("x-nonce", nonce);
  forwarded.set("content-security-policy", headers["content-security-policy"]);
  return withHeaders(headers, NextResponse.next({ request: { headers: forwarded } }));
}

export const config = {
  matcher: ["/((?!_next/static/|_next/image|favicon\\.ico$|icon\\.svg$).*)"],
};

function turnedAway(appUrl: string, pathname: string, search: string): NextResponse {
  if (pathname.startsWith("/api/")) {
    return NextResponse.json(
      { ok: false, code: "not-signed-in", sentence: "Sign in first.", errorId: null },
      { status: 401, headers: { "cache-control": "no-store" } },
    );
  }
  const login = new URL("/login", appUrl);
  if (pathname !== "/") login.searchParams.set("callbackUrl", `${pathname}${search}`);
  else if (search !== "") login.searchParams.set("callbackUrl", `/${search}`);
  return NextResponse.redirect(login, 307);
}

function withHeaders(headers: Readonly<Record<string, string>>, response: NextResponse): NextResponse {
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
}
