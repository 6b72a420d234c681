"use client";

import { Film } from "lucide-react";
import { useState } from "react";
import { pictureMessages } from "#components/messages/picture-messages";
import { cn } from "#components/ui/class-names";
import { HoverCard } from "#components/ui/hover-card";
import { useHoverCard } from "#components/ui/use-hover-card";
import { useRowTabIndex } from "./active-row.tsx";
import { Picture } from "./picture.tsx";
import { useStoodStill } from "./scrolling.tsx";

interface ThumbnailProps {
  id: string | null;
  /** What people call the version. */
  name: string;
  /** In a place that is no row, it is always on the way of the Tab key. */
  tabIndex?: 0;
}

const place = "grid h-7 w-12 shrink-0 place-items-center overflow-hidden rounded-sm bg-sunken text-faint";

/** A version's picture at a fixed size, fetched when it comes into view; a sign where there is none. */
export function Thumbnail({ id, name, tabIndex }: ThumbnailProps) {
  const stood = useStoodStill();
  const [failed, setFailed] = useState<string | null>(null);
  if (id === null || failed === id || !stood) {
    return (
      <span className={place}>
        <Film aria-hidden="true" className="size-3.5" />
      </span>
    );
  }
  return <Enlarging id={id} name={name} tabIndex={tabIndex} onError={() => setFailed(id)} />;
}

function Enlarging({ id, name, tabIndex, onError }: ThumbnailProps & { id: string; onError: () => void }) {
  const rowTabIndex = useRowTabIndex();
  const card = useHoverCard();
  const [lacking, setLacking] = useState(false);
  return (
    <>
      <button
        ref={(button) => {
          card.anchor.current = button;
        }}
        type="button"
        tabIndex={tabIndex ?? rowTabIndex}
        aria-label={pictureMessages.enlarge(name)}
        onClick={card.show}
        {...card.trigger}
        className={cn(place, "cursor-zoom-in touch-manipulation select-none")}
      >
        <Picture id={id} width={48} height={28} size={100} onError={onError} className="object-cover" />
      </button>
      <HoverCard card={card} width={338} wanted={200} className="p-2">
        <span className="grid h-45 place-items-center overflow-hidden rounded-sm bg-sunken text-faint">
          {lacking ? (
            <span className="px-4 text-center text-muted">{pictureMessages.failed}</span>
          ) : (
            <Picture
              id={id}
              width={320}
              height={180}
              size={640}
              alt={pictureMessages.pictureOf(name)}
              onError={() => setLacking(true)}
              className="object-contain"
            />
          )}
        </span>
        <span className="mt-1 block truncate text-xs text-muted">{name}</span>
      </HoverCard>
    </>
  );
}
