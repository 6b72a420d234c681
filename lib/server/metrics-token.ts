import { createHash, timingSafeEqual } from "node:crypto";

/** Whether an Authorization header bears the token. Takes the same time whatever is wrong with it. */
export function isMetricsToken(authorization: string | null, token: string | null): boolean {
  const given = /^Bearer (.+)$/.exec(authorization ?? "")?.[1];
  if (given === undefined || token === null) return false;
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(token));
}
