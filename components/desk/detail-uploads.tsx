"use client";

import Link from "next/link";
import { detailMessages } from "#components/messages/detail-messages";
import { itemMessages } from "#components/messages/item-messages";
import { Badge } from "#components/ui/badge";
import { ExactTime } from "#components/ui/exact-time";
import { itemTones } from "#components/uploads/item-words";
import { UploadTypeMark } from "#components/uploads/upload-type-mark";
import type { EarlierUpload } from "#lib/domain/version-detail";

/** Uploads that held this deliverable: when, by whom, where to, and what became of it. */
export function DetailUploads({ uploads }: { uploads: readonly EarlierUpload[] }) {
  if (uploads.length === 0) return <p className="text-muted">{detailMessages.noUploads}</p>;
  return (
    <ul className="flex flex-col gap-2">
      {uploads.map((upload) => (
        <li key={upload.id} className="flex flex-col gap-0.5 rounded-md border border-line bg-bg px-2.5 py-1.5">
          <p className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
            <Link href={`/uploads/${upload.id}`} prefetch={false} className="rounded-sm text-link hover:underline">
              <ExactTime at={upload.submittedAt} />
            </Link>
            <span>{upload.actor}</span>
            <UploadTypeMark type={upload.uploadType} />
            <Badge tone={itemTones[upload.item]}>{itemMessages.states[upload.item]}</Badge>
            <span className="text-xs text-muted">{upload.state.label}</span>
          </p>
          <p className="font-mono text-xs text-muted wrap-anywhere">{upload.path}</p>
          {upload.reason ? <p className="text-xs text-warn wrap-anywhere">{upload.reason}</p> : null}
        </li>
      ))}
    </ul>
  );
}
