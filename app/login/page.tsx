import type { Metadata } from "next";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { sameSitePath } from "#components/login/same-site-path";
import { SignInForm } from "#components/login/sign-in-form";
import { SignInScreen } from "#components/login/sign-in-screen";
import { loginMessages as words } from "#components/messages/login-messages";
import { systemContext } from "#lib/server/container";
import { currentActor } from "#lib/server/session";
import { csrfToken } from "./csrf-token.ts";

export const metadata: Metadata = { title: words.signIn };

/** Marks that we have been to next-auth for its cookie, so that a browser without cookies does not go in circles. */
const cookieTrip = "cookies";

interface LoginPageProps {
  searchParams: Promise<{ callbackUrl?: string | string[]; error?: string | string[] }>;
}

export default async function LoginPage({ searchParams }: LoginPageProps) {
  if (await currentActor()) redirect("/");
  const { appUrl } = await systemContext();
  const asked = await searchParams;
  const error = one(asked.error);
  const callbackUrl = sameSitePath(one(asked.callbackUrl) ?? (await rememberedCallback()), appUrl);
  const token = await csrfToken(appUrl);
  if (token === null && error !== cookieTrip) {
    redirect(`/api/auth/signin?${new URLSearchParams({ callbackUrl, error: cookieTrip })}`);
  }
  return (
    <SignInScreen>
      {token === null ? (
        <p role="alert">
          {words.noCookie.why}{" "}
          <a href="/login" className="text-link underline">
            {words.noCookie.again}
          </a>
          {words.noCookie.end}
        </p>
      ) : (
        <SignInForm csrfToken={token} callbackUrl={callbackUrl} code={error === cookieTrip ? undefined : error} />
      )}
    </SignInScreen>
  );
}

/** After a failed try next-auth comes back without the address; it keeps it in this cookie. */
async function rememberedCallback(): Promise<string | undefined> {
  const jar = await cookies();
  return (jar.get("__Secure-next-auth.callback-url") ?? jar.get("next-auth.callback-url"))?.value;
}

function one(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
