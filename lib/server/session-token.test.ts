import { encode } from "next-auth/jwt";
import { describe, expect, it } from "vitest";
import { decodeToken, encodeToken, type Session, sessionOf } from "./session-token.ts";

const secret = "a-secret-of-more-than-32-characters!";
const session: Session = {
  username: "mira.okafor",
  name: "Mira Okafor",
  email: "mira.okafor@lumenworks.example",
  roles: ["artist"],
  expiresAt: Date.now() + 3_600_000,
};

async function cookieOf(token: Record<string, unknown>, key = secret): Promise<string> {
  return `theme=dark; next-auth.session-token=${await encode({ token, secret: key })}`;
}

describe("a session", () => {
  it("is read from its cookie", async () => {
    expect(await sessionOf(await cookieOf(session), secret)).toEqual(session);
  });

  it("is nobody's without a cookie, with a forged one, or with one that was signed by another secret", async () => {
    expect(await sessionOf(null, secret)).toBeNull();
    expect(await sessionOf("next-auth.session-token=forged", secret)).toBeNull();
    expect(await sessionOf(await cookieOf(session, "another-secret-of-more-than-32-chars"), secret)).toBeNull();
  });

  it("is over at the time that sign-in set, however often the cookie was renewed", async () => {
    expect(await sessionOf(await cookieOf({ ...session, expiresAt: Date.now() - 1 }), secret)).toBeNull();
    const renewed = await encodeToken({ token: { ...session }, secret, maxAge: 43_200 });
    const exp = (await decodeToken({ token: renewed, secret }))?.exp;
    expect(exp).toBeLessThanOrEqual(Math.ceil(session.expiresAt / 1000));
  });

  it("is none where the token lacks what a session holds, or holds a role that does not exist", async () => {
    expect(await sessionOf(await cookieOf({ name: "Mira Okafor" }), secret)).toBeNull();
    expect(await sessionOf(await cookieOf({ ...session, roles: ["owner"] }), secret)).toBeNull();
  });
});
