const sentences: Readonly<Record<string, string>> = {
  refused:
    "This username and password did not work. Check both; if you are sure of them, ask your systems team whether the account is still active.",
  expired:
    "Your password has expired. Change it on your workstation or wherever your studio does that, then sign in with the new one.",
  unreachable:
    "The studio's directory does not answer, so nobody can sign in right now. Try again in a minute; if it stays like this, tell your systems team.",
  throttled:
    "There were too many failed tries for this account or from this machine. Wait a few minutes, then try again.",
  "no-role":
    "Your account works, but it is in none of the groups that may use Compout Upload. Ask your supervisor to have you added to one.",
};

const otherwise =
  "Signing in did not work, and we can't say why. Try again; if it happens twice, tell your systems team the time.";

/** The sentence for a code that came back from a failed sign-in; null where there is none. */
export function signInProblem(code: string | undefined): string | null {
  if (!code) return null;
  return Object.hasOwn(sentences, code) ? (sentences[code] ?? otherwise) : otherwise;
}
