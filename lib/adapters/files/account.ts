import { userInfo } from "node:os";

/** The account that the program runs as, for sentences about missing access. A container's uid often has no name. */
export function serviceAccount(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid ${process.geteuid?.() ?? "unknown"}`;
  }
}
