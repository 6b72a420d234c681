"use client";

import { Film } from "lucide-react";
import Image from "next/image";
import { useState } from "react";
import { useStoodStill } from "./scrolling.tsx";

/** A version's picture at a fixed size, fetched when it comes into view; a sign where there is none. */
export function Thumbnail({ id }: { id: string | null }) {
  const stood = useStoodStill();
  const [failed, setFailed] = useState<string | null>(null);
  return (
    <span className="grid h-7 w-12 shrink-0 place-items-center overflow-hidden rounded-sm bg-sunken text-faint">
      {id === null || failed === id || !stood ? (
        <Film aria-hidden="true" className="size-3.5" />
      ) : (
        <Image
          unoptimized
          src={`/api/thumbnails/${encodeURIComponent(id)}?size=100`}
          alt=""
          width={48}
          height={28}
          loading="lazy"
          decoding="async"
          onError={() => setFailed(id)}
          className="h-7 w-12 object-cover"
        />
      )}
    </span>
  );
}
