import { progressMessages } from "#components/messages/progress-messages";
import { calmSeconds } from "#lib/domain/link-pace";
import type { LinksSeen } from "./use-link-pace.ts";

/** "1,240 links/s · about 45 s left"; nothing while neither is known. */
export function PaceWords({ seen }: { seen: LinksSeen | null }) {
  if (!seen?.pace) return null;
  const { perSecond, secondsLeft } = seen.pace;
  const left = secondsLeft === null ? "" : ` · ${progressMessages.left(calmSeconds(secondsLeft))}`;
  return `${progressMessages.perSecond(perSecond)}${left}`;
}
