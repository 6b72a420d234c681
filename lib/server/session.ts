import "server-only";
import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import type { Actor, Role } from "#lib/domain/actor";
import { peerHeader, requestAddress } from "./client-peer.ts";
import { container } from "./container.ts";
import { type Session, sessionOf } from "./session-token.ts";

/** The session of this request, or null. Read once for all parts of a page. */
export const currentSession = cache(async (): Promise<Session | null> => {
  const { environment } = await container();
  return sessionOf((await headers()).get("cookie"), environment.NEXTAUTH_SECRET);
});

/** Who asks, or null for a stranger. Never taken from what the request says of itself. */
export async function currentActor(): Promise<Actor | null> {
  const session = await currentSession();
  if (session === null) return null;
  const { username, name, email, roles } = session;
  return { username, name, email, roles, address: await currentAddress() };
}

/** Who asks; a stranger is sent to the sign-in page. */
export async function requireActor(): Promise<Actor> {
  return (await currentActor()) ?? redirect("/login");
}

/** Who asks, if one of these roles is among theirs; all others are told that there is no such page. */
export async function requireRole(...roles: readonly Role[]): Promise<Actor> {
  const actor = await requireActor();
  return roles.some((role) => actor.roles.includes(role)) ? actor : notFound();
}

/** The client's address, as far as the socket and configured proxies tell. */
export async function currentAddress(): Promise<string | null> {
  const [sent, { configuration }] = await Promise.all([headers(), container()]);
  return requestAddress(
    { peer: sent.get(peerHeader), forwardedFor: sent.get("x-forwarded-for") },
    configuration.current().configuration,
  );
}
