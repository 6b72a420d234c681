"use client";

import { Film } from "lucide-react";
import Image from "next/image";
import { useState } from "react";
import { detailMessages } from "#components/messages/detail-messages";

/** The version's picture, as wide as the panel; a sign of the same size where there is none. */
export function DetailPicture({ id }: { id: string | null }) {
  const [failed, setFailed] = useState(false);
  return (
    <div className="grid aspect-video place-items-center overflow-hidden rounded-md bg-sunken text-faint">
      {id === null || failed ? (
        <span className="flex flex-col items-center gap-1 text-xs">
          <Film aria-hidden="true" className="size-6" />
          {detailMessages.noPicture}
        </span>
      ) : (
        <Image
          unoptimized
          src={`/api/thumbnails/${encodeURIComponent(id)}?size=500`}
          alt={detailMessages.picture}
          width={480}
          height={270}
          onError={() => setFailed(true)}
          className="size-full object-contain"
        />
      )}
    </div>
  );
}
