import type { AuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { z } from "zod";
import { signIn } from "#lib/services/sign-in";
import { signOut } from "#lib/services/sign-out";
import { peerHeader, requestAddress } from "./client-peer.ts";
import { type Container, container } from "./container.ts";
import { currentAddress } from "./session.ts";
import { decodeToken, encodeToken, sessionHours, sessionIn } from "./session-token.ts";

const credentialsSchema = z.object({ username: z.string().trim().min(1).max(256), password: z.string().max(1024) });

/** What the sign-in page gets as `error`, for each way in which a sign-in can end badly. */
type SignInErrorCode = "refused" | "expired" | "unreachable" | "throttled" | "no-role";

/** The settings of next-auth: sessions in a signed and encrypted cookie, people from the directory. */
export async function authOptions(): Promise<AuthOptions> {
  const { environment, log } = await container();
  return {
    secret: environment.NEXTAUTH_SECRET,
    session: { strategy: "jwt", maxAge: sessionHours * 3600 },
    jwt: { maxAge: sessionHours * 3600, encode: encodeToken, decode: decodeToken },
    pages: { signIn: "/login", error: "/login" },
    providers: [
      CredentialsProvider({
        id: "ldap",
        name: "Studio account",
        credentials: { username: { label: "Username" }, password: { label: "Password", type: "password" } },
        authorize: async (credentials, request) => authorize(await container(), credentials, request.headers ?? {}),
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => {
        if (!user) return token;
        const session = sessionIn({ ...user, expiresAt: Date.now() + sessionHours * 3_600_000 });
        if (session === null) throw new Error("A sign-in gave no session.");
        return { ...session };
      },
      session: ({ session, token }) => {
        const held = sessionIn(token);
        if (held === null) return session;
        return { user: { name: held.name, email: held.email }, expires: new Date(held.expiresAt).toISOString() };
      },
    },
    events: {
      signOut: async ({ token }) => {
        const session = sessionIn(token);
        if (session === null) return;
        const parts = await container();
        parts.streams.endAll(session);
        await signOut(parts.system(), session, await currentAddress());
      },
    },
    logger: {
      error: (code, metadata) => log.warn({ code, error: metadataText(metadata) }, "next-auth"),
      warn: (code) => log.warn({ code }, "next-auth"),
      debug: () => undefined,
    },
  };
}

/** Gives the user of a right password, and throws an Error whose message is a SignInErrorCode for all else. */
async function authorize(parts: Container, credentials: unknown, headers: Readonly<Record<string, unknown>>) {
  const parsed = credentialsSchema.safeParse(credentials);
  if (!parsed.success) throw new Error("refused" satisfies SignInErrorCode);
  const context = parts.system();
  const address = requestAddress(
    { peer: textOf(headers[peerHeader]), forwardedFor: textOf(headers["x-forwarded-for"]) },
    context.configuration,
  );
  const answer = await signIn(context, { ...parsed.data, address });
  parts.metrics.signIns.inc({ outcome: answer.outcome });
  if (answer.outcome !== "signed-in") throw new Error(answer.outcome satisfies SignInErrorCode);
  return { id: answer.person.username, ...answer.person, roles: answer.roles };
}

function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

function metadataText(metadata: unknown): string {
  if (metadata instanceof Error) return metadata.message;
  if (typeof metadata === "object" && metadata !== null && "error" in metadata) return metadataText(metadata.error);
  return typeof metadata === "string" ? metadata : "";
}
