"use client";

import { Film } from "lucide-react";
import Image from "next/image";
import { useState } from "react";
import { cn } from "#components/ui/class-names";

interface PictureProps {
  id: string;
  /** Px that it takes, whether it is there or not. */
  width: number;
  height: number;
  /** Pixels of width to ask for. */
  size: number;
  alt?: string;
  onError: () => void;
  className?: string;
}

/** A picture from the server's own address, over a sign that stands there until it has come. */
export function Picture({ id, width, height, size, alt = "", onError, className }: PictureProps) {
  const [loaded, setLoaded] = useState(false);
  return (
    <span className="grid size-full place-items-center *:[grid-area:1/1]">
      {loaded ? null : <Film aria-hidden="true" className="size-3.5" />}
      <Image
        unoptimized
        src={`/api/thumbnails/${encodeURIComponent(id)}?size=${size}`}
        alt={alt}
        width={width}
        height={height}
        loading="lazy"
        decoding="async"
        onLoad={() => setLoaded(true)}
        onError={onError}
        className={cn("size-full", loaded ? "opacity-100" : "opacity-0", className)}
      />
    </span>
  );
}
