/** What is said of answers of the server that are no success, and of those that do not come. */
export const answerMessages = {
  lost: "The server did not answer. Check your connection, then try again.",
  signedOut: "Your session has ended. Sign in again.",
  signIn: "Sign in",
  inLog: (errorId: string) => `Its number in the log is ${errorId}.`,
  tryAgain: "Try again",
} as const;
