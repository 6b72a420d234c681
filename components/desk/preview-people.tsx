import { Mail, MailX } from "lucide-react";
import { previewMessages } from "#components/messages/preview-messages";
import type { Preview } from "#lib/domain/desk";

const words = previewMessages.people;

/** Who will get the report; where it is nobody, a remark of the plan says why. */
export function PreviewPeople({ supervisors }: Pick<Preview, "supervisors">) {
  if (supervisors.length === 0) {
    return (
      <p className="flex gap-1.5 font-medium text-warn">
        <MailX aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
        {words.nobody}
      </p>
    );
  }
  return (
    <p className="flex gap-1.5 text-muted">
      <Mail aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
      <span>
        {words.to}{" "}
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
