"use client";

import { type KeyboardEvent, type RefObject, Suspense, useEffect, useEffectEvent, useId, useState } from "react";
import { destinationMessages as words } from "#components/messages/destination-messages";
import { cn } from "#components/ui/class-names";
import { controlClass } from "#components/ui/input";
import { late } from "#components/ui/late";
import { type ActiveOffer, activeIn, movedInOffers, type Offer, taken } from "./destination-offers.ts";
import type { KeptForProject } from "./use-kept-destinations.ts";

const DestinationList = late(() => import("./destination-list.tsx").then((module) => module.DestinationList));

interface DestinationComboboxProps {
  id: string;
  value: string;
  onChange: (value: string) => void;
  /** What the list offers for what is typed. */
  offers: readonly Offer[];
  /** There are more folders than those. */
  more: boolean;
  kept: KeptForProject;
  input: RefObject<HTMLInputElement | null>;
  invalid: boolean;
  describedBy: string;
  open: boolean;
  onOpen: (open: boolean) => void;
}

/** A text field with a list of folders: arrows choose, Enter takes and goes on inside, Escape closes. */
export function DestinationCombobox(props: DestinationComboboxProps) {
  const { id, value, onChange, offers, more, kept, input, invalid, describedBy, open, onOpen } = props;
  const listId = useId();
  const [activeOffer, setActiveOffer] = useState<ActiveOffer | null>(null);
  const shown = open && offers.length > 0;
  const active = shown ? activeIn(offers, activeOffer) : -1;

  // Who was quicker than the page's script has the field, and maybe typed into it, by now.
  const adopt = useEffectEvent(() => {
    const field = input.current;
    if (field === null || document.activeElement !== field) return;
    if (field.value !== value) onChange(field.value);
    onOpen(true);
  });
  useEffect(() => adopt(), []);

  const chosen = offers[active];

  function activate(at: number) {
    const offer = offers[at];
    setActiveOffer(offer ? { path: offer.path, at } : null);
  }

  function take(offer: Offer) {
    const { text, goesOn } = taken(offer);
    onChange(text);
    setActiveOffer(null);
    onOpen(goesOn);
    input.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Escape" || (event.key === "ArrowUp" && event.altKey)) {
      if (shown) event.preventDefault();
      close();
      return;
    }
    if (event.key === "Enter" && chosen) {
      event.preventDefault();
      if (event.shiftKey) kept.toggleStar(chosen.path);
      else take(chosen);
      return;
    }
    if (event.key === "Delete" && event.shiftKey && chosen?.kind === "recent") {
      event.preventDefault();
      kept.forget(chosen.path);
      return;
    }
    if (event.key === "Enter") close();
    const to = movedInOffers(event.key, active, offers.length);
    if (to === null) return;
    event.preventDefault();
    onOpen(true);
    activate(event.altKey ? active : to);
  }

  function close() {
    setActiveOffer(null);
    onOpen(false);
  }

  return (
    <>
      <input
        ref={input}
        id={id}
        type="text"
        role="combobox"
        aria-expanded={shown}
        aria-controls={shown ? listId : undefined}
        aria-activedescendant={chosen ? `${listId}-${active}` : undefined}
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-invalid={invalid}
        aria-describedby={describedBy}
        value={value}
        maxLength={4096}
        placeholder={words.placeholder}
        autoComplete="off"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        onChange={(event) => {
          setActiveOffer(null);
          onOpen(true);
          onChange(event.target.value);
        }}
        onFocus={() => onOpen(true)}
        onClick={() => onOpen(true)}
        onBlur={close}
        onKeyDown={onKeyDown}
        className={cn(controlClass, "h-7 font-mono text-xs! placeholder:font-sans")}
      />
      {shown ? (
        <Suspense>
          <DestinationList
            id={listId}
            offers={offers}
            more={more}
            active={active}
            starred={kept.kept.starred}
            anchor={input}
            onTake={take}
            onStar={({ path }) => kept.toggleStar(path)}
            onForget={({ path }) => kept.forget(path)}
          />
        </Suspense>
      ) : null}
    </>
  );
}
