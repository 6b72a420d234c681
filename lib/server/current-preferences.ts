import "server-only";
import { cache } from "react";
import { noPreferences } from "#lib/domain/preferences";
import { readPreferences } from "#lib/services/read-preferences";
import { container } from "./container.ts";
import { currentActor } from "./session.ts";

/** What whoever asks keeps of the desk; read once for all parts of a page. */
export const currentPreferences = cache(async () => {
  const actor = await currentActor();
  return actor === null ? noPreferences : readPreferences((await container()).contextFor(actor));
});
