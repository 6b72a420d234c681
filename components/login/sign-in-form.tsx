import { loginMessages as words } from "#components/messages/login-messages";
import { buttonClass } from "#components/ui/button";
import { cn } from "#components/ui/class-names";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { signInProblem } from "./sign-in-problem.ts";

interface SignInFormProps {
  csrfToken: string;
  /** A path of this site. */
  callbackUrl: string;
  /** The code of what went wrong at the last try, if anything did. */
  code: string | undefined;
}

/** A plain form, so that signing in needs no script. */
export function SignInForm({ csrfToken, callbackUrl, code }: SignInFormProps) {
  const problem = signInProblem(code);
  const described = problem ? "sign-in-problem" : undefined;
  return (
    <form method="post" action="/api/auth/callback/ldap" className="flex flex-col gap-4">
      <input type="hidden" name="csrfToken" value={csrfToken} />
      <input type="hidden" name="callbackUrl" value={callbackUrl} />
      {problem ? (
        <p
          id="sign-in-problem"
          role="alert"
          className="rounded-md border border-bad/50 border-l-4 bg-bad-soft px-3 py-2 text-ink"
        >
          {problem}
        </p>
      ) : null}
      <Field htmlFor="username" label={words.username}>
        <Input
          id="username"
          name="username"
          required
          maxLength={256}
          autoComplete="username"
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          aria-describedby={described}
          tall
        />
      </Field>
      <Field htmlFor="password" label={words.password}>
        <Input
          id="password"
          name="password"
          type="password"
          required
          maxLength={1024}
          autoComplete="current-password"
          aria-describedby={described}
          tall
        />
      </Field>
      <button type="submit" className={cn(buttonClass({ variant: "primary", size: "lg" }), "mt-1 justify-center")}>
        {words.signIn}
      </button>
    </form>
  );
}
