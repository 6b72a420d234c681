/** Words of what works by script in the header. */
export const headerMessages = {
  theme: "Switch between dark and light",
  themeHint: "Dark or light",
  signOut: "Sign out",
  notSignedOut: "Signing out did not work: the server does not answer. Try again.",
} as const;
