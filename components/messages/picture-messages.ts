/** What is said of pictures of versions. */
export const pictureMessages = {
  enlarge: (version: string) => `Enlarge the picture of ${version}`,
  pictureOf: (version: string) => `Picture of ${version}`,
  failed: "The larger picture could not be loaded.",
} as const;
