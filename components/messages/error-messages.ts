/** What is said where something went wrong that nobody expected. Every page loads it. */
export const errorMessages = {
  tabTitle: "Something went wrong · Compout Upload",
  title: "Something went wrong on our side",
  about: (known: boolean) =>
    `Nothing that was already submitted is lost: the history shows how it goes. Try again; if it happens twice, tell your pipeline team ${known ? "this id" : "what you did"}.`,
  id: "Error id",
  tryAgain: "Try again",
  history: "History",
} as const;
