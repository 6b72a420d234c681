import { NextRequest } from "next/server";
import { decode, encode, getToken, type JWT, type JWTDecodeParams, type JWTEncodeParams } from "next-auth/jwt";
import { z } from "zod";
import { roleSchema } from "#lib/domain/actor";

export const sessionHours = 12;

const sessionSchema = z.object({
  username: z.string().min(1),
  name: z.string(),
  email: z.string(),
  roles: z.array(roleSchema),
  /** Milliseconds since the epoch. */
  expiresAt: z.number(),
});

/** What a session holds: who signed in, the roles that the directory gave then, and when it ends for good. */
export type Session = z.infer<typeof sessionSchema>;

/** The session in the cookies of a request, or null where there is none, it is forged, or it is over. */
export async function sessionOf(cookieHeader: string | null, secret: string): Promise<Session | null> {
  if (cookieHeader === null) return null;
  const req = new NextRequest("http://localhost/", { headers: { cookie: cookieHeader } });
  const token = await getToken({ req, secret, decode: decodeToken });
  return sessionIn(token);
}

/** What of a token's payload is a session. */
export function sessionIn(token: unknown): Session | null {
  const parsed = sessionSchema.safeParse(token);
  return parsed.success ? parsed.data : null;
}

/** Reads a token unless its session is over: next-auth renews cookies as it likes, but a session ends when sign-in said. */
export async function decodeToken(params: JWTDecodeParams): Promise<JWT | null> {
  const token = await decode(params);
  const session = sessionIn(token);
  return session !== null && Date.now() < session.expiresAt ? token : null;
}

/** Writes a token that lives no longer than its session. */
export function encodeToken(params: JWTEncodeParams): Promise<string> {
  const session = sessionIn(params.token);
  if (session === null) return encode(params);
  return encode({ ...params, maxAge: Math.max(0, Math.floor((session.expiresAt - Date.now()) / 1000)) });
}
