/** Words of the page to sign in, and of what goes wrong there. */
export const loginMessages = {
  product: "Compout Upload",
  about: "Versions from ftrack into review folders",
  username: "Username",
  password: "Password",
  signIn: "Sign in",
  help: "Use the account that you use on your workstation. Locked out, or no account? Ask your systems team; for access to this program, ask your supervisor.",
  noCookie: {
    why: "Signing in needs a cookie, and this browser does not keep it. Allow cookies for this address, then",
    again: "try again",
    end: ".",
  },
  /** By the code that came back. */
  problems: {
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
  },
  otherProblem:
    "Signing in did not work, and we can't say why. Try again; if it happens twice, tell your systems team the time.",
} as const;
