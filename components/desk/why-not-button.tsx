import { CircleHelp } from "lucide-react";
import { whyNotMessages as words } from "#components/messages/why-not-messages";
import { Button } from "#components/ui/button";

/** Opens the look-up for versions that somebody misses. */
export function WhyNotButton({ onClick, quiet = false }: { onClick: () => void; quiet?: boolean }) {
  return (
    <Button
      variant={quiet ? "quiet" : "plain"}
      aria-haspopup="dialog"
      aria-keyshortcuts="Alt+W"
      title={words.shortcut}
      onClick={onClick}
    >
      <CircleHelp aria-hidden="true" />
      {words.title}
    </Button>
  );
}
