"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from "react";
import { Button } from "#components/ui/button";
import { Input } from "#components/ui/input";
import type { FacetFieldProps } from "./facet-field.tsx";
import { allSet, inverted, listedOptions, movedTo, rangeSet, toggled } from "./facet-list-rules.ts";
import { FacetOptionRow, optionHeight } from "./facet-option-row.tsx";
import { keepActive } from "./keep-active.ts";
import { useFollowFocus } from "./use-follow-focus.ts";

/** The open facet: typing filters, arrows move, space chooses, shift chooses a range. */
export function FacetList({ label, options, chosen, total, onChange }: FacetFieldProps) {
  const [search, setSearch] = useState("");
  const [active, setActive] = useState(-1);
  const anchor = useRef(0);
  const input = useRef<HTMLInputElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const listed = useMemo(() => listedOptions(options, search), [options, search]);
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
    const option = listed[at];
    if (!option) return;
    onChange(withShift ? rangeSet(chosen, listed, anchor.current, at, !option.chosen) : toggled(chosen, option.value));
    anchor.current = at;
    setActive(at);
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    const inSearch = event.currentTarget === input.current;
    if (event.key === "Enter") {
      event.preventDefault();
      choose(inSearch ? 0 : active, event.shiftKey);
      return;
    }
    const to = movedTo(event.key, inSearch ? -1 : active, listed.length);
    if (to !== null) {
      event.preventDefault();
      follow();
      setActive(to);
      virtual.scrollToIndex(to);
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
          placeholder="Type to find"
          aria-label="Find in the list"
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            setSearch(event.target.value);
            setActive(-1);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div ref={box} className="max-h-80 min-h-0 grow overflow-auto py-1">
        {listed.length === 0 ? <p className="px-3 py-2 text-muted">Nothing here is called that.</p> : null}
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
                onKeyDown={onKeyDown}
              />
            ) : null;
          })}
        </fieldset>
      </div>
      <div className="flex flex-wrap items-center gap-1 border-t border-line p-1.5">
        <Button size="sm" variant="quiet" onClick={() => onChange(allSet(chosen, listed))}>
          Select all
        </Button>
        <Button size="sm" variant="quiet" onClick={() => onChange(inverted(chosen, listed))}>
          Invert
        </Button>
        <Button size="sm" variant="quiet" disabled={chosen.length === 0} onClick={() => onChange([])}>
          Clear
        </Button>
        {total > options.length ? (
          <p className="ml-auto px-1 text-2xs text-faint">
            {(total - options.length).toLocaleString()} more under other choices
          </p>
        ) : null}
      </div>
    </div>
  );
}
