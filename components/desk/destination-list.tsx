"use client";

import { type RefObject, useEffect, useRef } from "react";
import { destinationMessages as words } from "#components/messages/destination-messages";
import { cn } from "#components/ui/class-names";
import { Floating } from "#components/ui/floating";
import type { Offer, OfferKind } from "./destination-offers.ts";
import { DestinationOption } from "./destination-option.tsx";

interface DestinationListProps {
  id: string;
  offers: readonly Offer[];
  more: boolean;
  active: number;
  starred: readonly string[];
  anchor: RefObject<HTMLElement | null>;
  onTake: (offer: Offer) => void;
  onStar: (offer: Offer) => void;
  onForget: (offer: Offer) => void;
}

/** Where Preview and Upload stand. */
const barPx = 64;

/** The folders on offer, in groups, in the top layer below the field; the focus stays in the field. */
export function DestinationList(props: DestinationListProps) {
  const { id, offers, more, active, starred, anchor, onTake, onStar, onForget } = props;
  const list = useRef<HTMLDivElement>(null);

  useEffect(() => {
    list.current?.querySelector(`[data-at="${active}"]`)?.scrollIntoView({ block: "nearest" });
  }, [active]);

  const groups = [...Map.groupBy(offers.entries(), ([, { kind }]) => kind)];
  return (
    <Floating anchor={anchor} most={340} least={360} free={barPx}>
      <div ref={list} id={id} role="listbox" aria-label={words.list} className="min-h-0 grow overflow-auto py-1">
        {groups.map(([kind, members]) => (
          <Group key={kind} id={`${id}-${kind}`} kind={kind}>
            {members.map(([at, offer]) => (
              <DestinationOption
                key={offer.path}
                id={`${id}-${at}`}
                at={at}
                offer={offer}
                active={at === active}
                starred={starred.includes(offer.path)}
                onTake={onTake}
                onStar={onStar}
                onForget={onForget}
              />
            ))}
          </Group>
        ))}
      </div>
      <div className={cn("border-t border-line px-2.5 py-1.5 text-2xs text-faint", !more && "max-sm:hidden")}>
        {more ? (
          <p className="text-muted">{words.more(offers.filter(({ kind }) => kind === "folder").length)}</p>
        ) : null}
        <p className="max-sm:hidden">{words.keys}</p>
      </div>
    </Floating>
  );
}

function Group({ id, kind, children }: { id: string; kind: OfferKind; children: React.ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset can't stand in a listbox.
    <div role="group" aria-labelledby={id}>
      <div id={id} role="presentation" className="px-2.5 pt-1.5 pb-0.5 text-2xs font-medium text-faint">
        {words.groups[kind]}
      </div>
      {children}
    </div>
  );
}
