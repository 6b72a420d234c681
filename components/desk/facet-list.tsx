"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import { facetMessages } from "#components/messages/facet-messages";
import { Input } from "#components/ui/input";
import type { FacetFieldProps } from "./facet-field.tsx";
import { FacetListFoot } from "./facet-list-foot.tsx";
import { extendedTo, listedOptions, movedTo, soleMatch } from "./facet-list-rules.ts";
import { FacetOptionRow, optionHeight } from "./facet-option-row.tsx";
import { keepActive } from "./keep-active.ts";
import { useFacetChoice } from "./use-facet-choice.ts";
import { useFollowFocus } from "./use-follow-focus.ts";

interface FacetListProps extends Omit<FacetFieldProps, "name"> {
  onClose: () => void;
}

/** The open facet: typing finds, arrows move, space chooses, shift chooses ranges, enter closes and keeps. */
export function FacetList({ label, options, chosen, total, onChange, onClose }: FacetListProps) {
  const id = useId();
  const [search, setSearch] = useState("");
  const [active, setActive] = useState(-1);
  const input = useRef<HTMLInputElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const listed = useMemo(() => listedOptions(options, search), [options, search]);
  const choice = useFacetChoice(listed, chosen, onChange);
  const follow = useFollowFocus(() => box.current, active);
  const virtual = useVirtualizer({
    count: listed.length,
    getScrollElement: () => box.current,
    estimateSize: () => optionHeight,
    rangeExtractor: (range) => keepActive(range, active),
    overscan: 8,
  });

  // The panel is drawn just before it is shown, and what is hidden takes no focus.
  useEffect(() => {
    const frame = requestAnimationFrame(() => input.current?.focus());
    return () => cancelAnimationFrame(frame);
  }, []);

  function choose(at: number, withShift: boolean) {
    if (withShift) choice.toggleTo(at);
    else choice.toggle(at);
    setActive(at);
  }

  function move(to: number) {
    follow();
    setActive(to);
    virtual.scrollToIndex(to);
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    const inSearch = event.currentTarget === input.current;
    const caretKey = inSearch && (event.key === "Home" || event.key === "End");
    const ranging = event.shiftKey && !inSearch;
    const to = ranging
      ? extendedTo(event.key, active, listed.length)
      : movedTo(event.key, inSearch ? -1 : active, listed.length);
    if (event.key === "Enter") {
      event.preventDefault();
      const only = inSearch ? soleMatch(listed, search) : null;
      if (only) onChange([...chosen, only.value]);
      onClose();
    } else if (to !== null && !caretKey) {
      event.preventDefault();
      if (ranging) choice.extendTo(to);
      else choice.begin(to);
      move(to);
    } else if (!inSearch && /^[^ ]$|^Backspace$/.test(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey) {
      input.current?.focus();
    }
  }

  return (
    <div className="flex max-h-[inherit] flex-col">
      <div className="border-b border-line p-2">
        <Input
          ref={input}
          type="search"
          value={search}
          placeholder={facetMessages.find}
          aria-label={facetMessages.findLabel(label)}
          aria-describedby={`${id}-keys`}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            setSearch(event.target.value);
            setActive(-1);
            choice.begin(0);
          }}
          onKeyDown={onKeyDown}
        />
        <p id={`${id}-keys`} className="sr-only">
          {facetMessages.keys}
        </p>
        <p role="status" className="sr-only">
          {search.trim() === "" ? "" : facetMessages.found(listed.length)}
        </p>
      </div>
      <div ref={box} className="max-h-80 min-h-0 grow overflow-auto py-1">
        {listed.length === 0 ? <p className="px-3 py-2 text-muted">{facetMessages.noMatch}</p> : null}
        <fieldset className="relative" style={{ height: virtual.getTotalSize() }}>
          <legend className="sr-only">{label}</legend>
          {virtual.getVirtualItems().map((item) => {
            const option = listed[item.index];
            return option ? (
              <FacetOptionRow
                key={option.value}
                option={option}
                at={item.index}
                top={item.start}
                tabbable={item.index === Math.max(active, 0)}
                onChoose={choose}
                onFocus={() => setActive(item.index)}
                onKeyDown={onKeyDown}
              />
            ) : null;
          })}
        </fieldset>
      </div>
      <FacetListFoot listed={listed} chosen={chosen} hidden={total - options.length} onChange={onChange} />
    </div>
  );
}
