import { Mail } from "lucide-react";
import { Alert } from "#components/ui/alert";
import type { Preview } from "#lib/domain/desk";

/** Who will get the report. */
export function PreviewPeople({ supervisors }: Pick<Preview, "supervisors">) {
  if (supervisors.length === 0) {
    return (
      <Alert tone="warn">
        No supervisor was found for these versions: nobody will get the report. The upload is recorded all the same.
      </Alert>
    );
  }
  return (
    <p className="flex gap-1.5 text-muted">
      <Mail aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
      <span>
        The report goes to{" "}
        {supervisors.map((person, at) => (
          <span key={person.email} title={person.email} className="text-ink">
            {person.name || person.email}
            {at < supervisors.length - 1 ? ", " : "."}
          </span>
        ))}
      </span>
    </p>
  );
}
