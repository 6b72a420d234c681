"use client";

import { Folder, FolderPlus, History, Lightbulb, Star, X } from "lucide-react";
import type { ReactNode } from "react";
import { destinationMessages as words } from "#components/messages/destination-messages";
import { cn } from "#components/ui/class-names";
import type { Offer, OfferKind } from "./destination-offers.ts";

const signs: Readonly<Record<OfferKind, typeof Folder>> = {
  suggestion: Lightbulb,
  within: FolderPlus,
  folder: Folder,
  starred: Star,
  recent: History,
  ftp: Folder,
};

interface DestinationOptionProps {
  id: string;
  at: number;
  offer: Offer;
  active: boolean;
  starred: boolean;
  onTake: (offer: Offer) => void;
  onStar: (offer: Offer) => void;
  onForget: (offer: Offer) => void;
}

/** One folder on offer. Its star and its cross are for the mouse; the field has keys for both. */
export function DestinationOption(props: DestinationOptionProps) {
  const { id, at, offer, active, starred, onTake, onStar, onForget } = props;
  const Sign = signs[offer.kind];
  const end = offer.path.lastIndexOf("/") + 1;
  return (
    // biome-ignore lint/a11y/useFocusableInteractive lint/a11y/useKeyWithClickEvents: the combobox keeps the focus and has the keys.
    <div
      id={id}
      role="option"
      data-at={at}
      aria-label={nameOf(offer, starred)}
      aria-selected={active}
      title={offer.path}
      onClick={() => onTake(offer)}
      className={cn(
        "group flex min-h-7 cursor-pointer items-center gap-2 px-2.5 font-mono text-xs",
        active ? "bg-selected" : "hover:bg-hover",
      )}
    >
      <Sign aria-hidden="true" className="size-3.5 shrink-0 text-faint" />
      <span className="flex min-w-0 grow">
        {offer.kind === "folder" ? null : (
          <span className="min-w-0 truncate text-muted">{offer.path.slice(0, end)}</span>
        )}
        <span className="max-w-full shrink-0 truncate font-medium">{offer.path.slice(end)}</span>
      </span>
      {offer.kind === "recent" ? (
        <MouseTarget title={words.forgetIt} active={active} onPress={() => onForget(offer)}>
          <X className="size-3.5" />
        </MouseTarget>
      ) : null}
      <MouseTarget
        title={starred ? words.unstarIt : words.starIt}
        active={active || starred}
        onPress={() => onStar(offer)}
      >
        <Star className={cn("size-3.5", starred && "fill-warn text-warn")} />
      </MouseTarget>
    </div>
  );
}

function nameOf({ kind, path }: Offer, starred: boolean): string {
  const name = kind === "folder" ? path.slice(path.lastIndexOf("/") + 1) : path;
  return starred ? words.starred(name) : name;
}

interface MouseTargetProps {
  title: string;
  active: boolean;
  onPress: () => void;
  children: ReactNode;
}

function MouseTarget({ title, active, onPress, children }: MouseTargetProps) {
  return (
    <span
      aria-hidden="true"
      title={title}
      onClick={(event) => {
        event.stopPropagation();
        onPress();
      }}
      className={cn(
        "grid size-6 shrink-0 place-items-center rounded-sm text-muted hover:bg-sunken hover:text-ink",
        active ? "" : "opacity-0 group-hover:opacity-100",
      )}
    >
      {children}
    </span>
  );
}
