import { loginMessages as words } from "#components/messages/login-messages";

const sentences: Readonly<Record<string, string>> = words.problems;

/** The sentence for a code that came back from a failed sign-in; null where there is none. */
export function signInProblem(code: string | undefined): string | null {
  if (!code) return null;
  return Object.hasOwn(sentences, code) ? (sentences[code] ?? words.otherProblem) : words.otherProblem;
}
