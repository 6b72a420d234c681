/**
 * Where to go after signing in: the path and query of `wanted` where that is a page of this site, else "/".
 * `wanted` comes from the address or a cookie, so it is anybody's; `origin` is the site's own.
 */
export function sameSitePath(wanted: string | undefined, origin: string): string {
  if (!wanted || !URL.canParse(wanted, origin)) return "/";
  const url = new URL(wanted, origin);
  const inside = url.origin === new URL(origin).origin;
  const page = !/^\/(?:login|api)(?:\/|$)/.test(url.pathname) && !url.pathname.startsWith("//");
  return inside && page ? `${url.pathname}${url.search}` : "/";
}
