import { History } from "lucide-react";
import { historyMessages as words } from "#components/messages/history-messages";
import { buttonClass } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";

export function HistoryEmpty({ narrowed }: { narrowed: boolean }) {
  const icon = <History aria-hidden="true" />;
  return narrowed ? (
    <EmptyState
      icon={icon}
      title={words.nothingFits.title}
      action={
        <a href="/uploads" className={buttonClass()}>
          {words.nothingFits.showAll}
        </a>
      }
    >
      {words.nothingFits.hint}
    </EmptyState>
  ) : (
    <EmptyState
      icon={icon}
      title={words.nothing.title}
      action={
        <a href="/" className={buttonClass({ variant: "primary" })}>
          {words.nothing.upload}
        </a>
      }
    >
      {words.nothing.hint}
    </EmptyState>
  );
}
