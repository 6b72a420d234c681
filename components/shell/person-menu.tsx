import { ChevronDown, CircleUserRound } from "lucide-react";
import { shellMessages } from "#components/messages/shell-messages";
import { buttonClass } from "#components/ui/button";
import { cn } from "#components/ui/class-names";
import type { Actor } from "#lib/domain/actor";
import { SignOutButton } from "./sign-out-button.tsx";

const panel = "person-menu";
const words = shellMessages.person;

/** Who is signed in, as what, and the way out. The browser's own popover: no script until it is used. */
export function PersonMenu({ actor }: { actor: Actor }) {
  return (
    <>
      <button
        type="button"
        popoverTarget={panel}
        aria-haspopup="dialog"
        aria-label={words.button(actor.name)}
        className={cn(buttonClass({ variant: "quiet" }), "px-1.5 sm:pr-1")}
      >
        <CircleUserRound aria-hidden="true" />
        <span className="hidden max-w-40 truncate sm:block">{actor.name}</span>
        <ChevronDown aria-hidden="true" className="hidden size-3.5! sm:block" />
      </button>
      <div
        id={panel}
        popover="auto"
        role="dialog"
        aria-label={words.panel}
        className="fixed top-12 right-2 w-64 rounded-lg border border-line-strong bg-raised p-3 text-ink shadow-float"
      >
        <p className="font-semibold wrap-anywhere">{actor.name}</p>
        <p className="text-muted wrap-anywhere">{actor.username}</p>
        <p className="text-muted wrap-anywhere">{actor.email || words.noEmail}</p>
        <p className="mt-2 mb-3 text-xs text-faint">{words.roles(actor.roles)}</p>
        <SignOutButton />
      </div>
    </>
  );
}
