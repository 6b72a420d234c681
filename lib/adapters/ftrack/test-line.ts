import { isAppError } from "#lib/domain/errors";
import type { PublishedComponent } from "#lib/domain/published";
import type { FtrackPort } from "#lib/services/ports/ftrack";
import { createFtrack } from "./ftrack.ts";
import type { FtrackSettings } from "./session.ts";

/** Settings of an API user who tries three times and waits next to nothing in between. */
export function lineTo(
  { url: server }: { url: string },
  { username: apiUser, apiKey }: { username: string; apiKey: string },
  more: Partial<FtrackSettings> = {},
): FtrackSettings {
  return { server, apiUser, apiKey, timeoutMs: 5000, retry: { tries: 3, firstDelayMs: 1 }, ...more };
}

/** Joined and warm: the start is over before anything goes wrong. Where deadlines are short it may need another go. */
export async function joined(settings: FtrackSettings): Promise<FtrackPort> {
  const ftrack = createFtrack(settings);
  for (let tries = 1; tries <= 20; tries += 1) {
    const answers = await ftrack.ping().then(
      () => true,
      () => false,
    );
    if (answers) return ftrack;
  }
  throw new Error(`${settings.server} does not answer.`);
}

/** What a person is told where the work fails; the code is "none" where it does not. */
export async function failureOf(work: Promise<unknown>): Promise<{ code: string; message: string }> {
  try {
    await work;
  } catch (error) {
    return { code: isAppError(error) ? error.code : "no AppError", message: String(error).replace(/^AppError: /, "") };
  }
  return { code: "none", message: "" };
}

/** Published components as they are. */
export const whole = (component: PublishedComponent) => component;
