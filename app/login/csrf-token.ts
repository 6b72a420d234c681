import { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authOptions } from "#lib/server/auth-options";

/** The token that next-auth takes from this browser's form; null where the browser holds no valid cookie for one yet. */
export async function csrfToken(appUrl: string): Promise<string | null> {
  const request = new NextRequest(`${appUrl}/api/auth/csrf`);
  const answer: unknown = await NextAuth(request, { params: { nextauth: ["csrf"] } }, await authOptions());
  if (!(answer instanceof Response)) throw new Error("next-auth gave no answer to a request for a csrf token.");
  const isNew = answer.headers.getSetCookie().some((cookie) => /csrf-token=/.test(cookie));
  return isNew ? null : tokenIn(await answer.json());
}

function tokenIn(answer: unknown): string {
  if (typeof answer === "object" && answer !== null && "csrfToken" in answer && typeof answer.csrfToken === "string") {
    return answer.csrfToken;
  }
  throw new Error("next-auth gave no csrf token.");
}
