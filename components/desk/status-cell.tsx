import { Dot } from "#components/ui/dot";
import type { StatusRef } from "#lib/domain/deliverable";

/** A status in ftrack's colour, with its word. */
export function StatusCell({ status }: { status: StatusRef }) {
  return (
    <span className="flex min-w-0 items-center gap-1.5">
      <Dot color={status.color} />
      <span className="truncate">{status.name}</span>
    </span>
  );
}
