import type { Store } from "#sandbox/ftrack/store/store";

/** Addresses of files, as this server's answers give them to the one who asked. */
export type FileAddresses = {
  component(id: string): string;
  /** Without an id: the picture that stands for a missing one. */
  thumbnail(id: string | undefined): string;
};

/** What reading a row may need beyond the row: the other rows, and who asks. */
export type Reader = { readonly store: Store; readonly files: FileAddresses };
