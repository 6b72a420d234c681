import type { ReactNode } from "react";
import { uploadMessages } from "#components/messages/upload-messages";
import { cn } from "#components/ui/class-names";
import { CopyButton } from "#components/ui/copy-button";
import { ExactTime } from "#components/ui/exact-time";
import type { Person } from "#lib/domain/actor";
import type { Upload } from "#lib/domain/upload";

const words = uploadMessages.facts;

/** What was asked for, by whom and when: it never changes. The edge has the colour of the upload type. */
export function UploadFacts({ upload }: { upload: Upload }) {
  const { actor, project, uploadType, destination, comment, supervisors, consents } = upload;
  return (
    <dl
      data-type={uploadType}
      className="grid grid-cols-2 gap-x-6 gap-y-2 rounded-md border border-line border-l-4 border-l-type bg-surface px-4 py-3 lg:grid-cols-4"
    >
      <Fact term={words.project}>{project.name}</Fact>
      <Fact term={words.by}>
        {actor.name} <span className="text-muted">({actor.username})</span>
      </Fact>
      <Fact term={words.submitted}>
        <ExactTime at={upload.submittedAt} />
      </Fact>
      <Fact term={words.finished}>
        {upload.finishedAt ? <ExactTime at={upload.finishedAt} /> : <span className="text-muted">{words.notYet}</span>}
      </Fact>
      <Fact term={words.destination} className="col-span-full">
        <span className="flex items-start gap-1">
          <span className="font-mono text-xs leading-6 wrap-anywhere">{destination}</span>
          <CopyButton text={destination} what={words.theDestination} />
        </span>
      </Fact>
      {comment ? (
        <Fact term={words.comment} className="col-span-full">
          <span className="whitespace-pre-line wrap-anywhere">{comment}</span>
        </Fact>
      ) : null}
      <Fact term={words.report} className="col-span-2">
        <Supervisors people={supervisors} />
      </Fact>
      {consents.replace || consents.warnings ? (
        <Fact term={words.agreed} className="col-span-2">
          {[consents.replace && words.consents.replace, consents.warnings && words.consents.warnings]
            .filter(Boolean)
            .join(", ")}
        </Fact>
      ) : null}
    </dl>
  );
}

function Supervisors({ people }: { people: readonly Person[] }) {
  if (people.length === 0) return <span className="text-warn">{words.nobody}</span>;
  return (
    <ul className="flex flex-wrap gap-x-3">
      {people.map(({ email, name }) => (
        <li key={email} title={email}>
          {name || email}
        </li>
      ))}
    </ul>
  );
}

function Fact({ term, className, children }: { term: string; className?: string; children: ReactNode }) {
  return (
    <div className={cn("min-w-0", className)}>
      <dt className="text-xs text-faint">{term}</dt>
      <dd className="wrap-anywhere">{children}</dd>
    </div>
  );
}
