import { History } from "lucide-react";
import { buttonClass } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";

export function HistoryEmpty({ narrowed }: { narrowed: boolean }) {
  const icon = <History aria-hidden="true" />;
  return narrowed ? (
    <EmptyState
      icon={icon}
      title="No upload fits this filter"
      action={
        <a href="/uploads" className={buttonClass()}>
          Show all uploads
        </a>
      }
    >
      Choose less, or look for another word.
    </EmptyState>
  ) : (
    <EmptyState
      icon={icon}
      title="Nothing has been uploaded yet"
      action={
        <a href="/" className={buttonClass({ variant: "primary" })}>
          Go to Upload
        </a>
      }
    >
      Uploads appear here as soon as somebody makes one.
    </EmptyState>
  );
}
