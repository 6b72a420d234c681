"use client";

import { detailMessages } from "#components/messages/detail-messages";
import { ExactTime } from "#components/ui/exact-time";
import type { VersionNote } from "#lib/domain/version-detail";

/** What people wrote about the version in ftrack, the newest first. */
export function DetailNotes({ notes }: { notes: readonly VersionNote[] }) {
  const words = detailMessages;
  if (notes.length === 0) return <p className="text-muted">{words.noNotes}</p>;
  return (
    <ul className="flex flex-col gap-2">
      {notes.map((note) => (
        <li key={note.id} className="rounded-md border border-line bg-bg px-2.5 py-1.5">
          <p className="flex flex-wrap items-baseline gap-x-2 text-xs text-muted">
            <span className="font-medium text-ink">{note.author ?? words.nobody}</span>
            {note.replyTo ? <span>{words.answered}</span> : null}
            {note.date ? <ExactTime at={note.date} /> : null}
          </p>
          <p className="whitespace-pre-wrap wrap-anywhere">{note.content}</p>
        </li>
      ))}
    </ul>
  );
}
