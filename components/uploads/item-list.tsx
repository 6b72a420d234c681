"use client";

import { useDeferredValue, useMemo, useState } from "react";
import { itemMessages } from "#components/messages/item-messages";
import { uploadMessages } from "#components/messages/upload-messages";
import { Button } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { Input } from "#components/ui/input";
import { useCounts } from "#components/ui/use-counts";
import type { ItemState, UploadItem } from "#lib/domain/upload";
import { ItemTable } from "./item-table.tsx";
import { madeInFolders } from "./made-in-folders.ts";
import { hasText, isProblem } from "./upload-feed.ts";

const words = uploadMessages.items;
const pageSize = 200;

type View = "all" | "problems" | Extract<ItemState, "cancelled" | "withdrawn">;
/** Looked for apart, where there are any. */
const endedStates = ["cancelled", "withdrawn"] as const;

interface ItemListProps {
  items: readonly UploadItem[];
  /** Links made so far in each folder that is worked on. */
  underway: Readonly<Record<string, number>>;
  destination: string;
  /** The warnings were read and agreed to when the upload was submitted. */
  acknowledged: boolean;
}

/** The versions of an upload: all, or only those with problems or of a state, by text, a part at a time. */
export function ItemList({ items, underway, destination, acknowledged }: ItemListProps) {
  const [view, setView] = useState<View>("all");
  const [text, setText] = useState("");
  const [page, setPage] = useState(0);
  const counted = useCounts();
  const wanted = useDeferredValue(text);
  const made = useMemo(() => madeInFolders(items, underway), [items, underway]);

  const views: { view: View; word: string; of: readonly UploadItem[] }[] = [
    { view: "all", word: words.all, of: items },
    { view: "problems", word: words.problems, of: items.filter(isProblem) },
    ...endedStates.flatMap((state) => {
      const of = items.filter((item) => item.state === state);
      return of.length === 0 ? [] : [{ view: state, word: itemMessages.states[state], of }];
    }),
  ];
  const chosen = views.find((one) => one.view === view);
  const shown = (chosen?.of ?? items).filter((item) => hasText(item, wanted));
  const pages = Math.max(1, Math.ceil(shown.length / pageSize));
  const at = Math.min(page, pages - 1);

  return (
    <section aria-labelledby="items-title" className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <h2 id="items-title" className="mr-auto text-md font-semibold">
          {words.title} <span className="font-normal text-muted">{counted(items.length)}</span>
        </h2>
        <fieldset className="flex">
          <legend className="sr-only">{words.which}</legend>
          {views.map((one) => (
            <Button
              key={one.view}
              aria-pressed={one.view === view}
              className="not-first-of-type:-ml-px not-first-of-type:rounded-l-none not-last-of-type:rounded-r-none aria-pressed:bg-selected"
              onClick={() => setView(one.view)}
            >
              {one.word} {one.view === "all" ? null : <span className="text-muted">{one.of.length}</span>}
            </Button>
          ))}
        </fieldset>
        <Input
          type="search"
          aria-label={words.find}
          placeholder={words.findHint}
          value={text}
          onChange={(event) => setText(event.target.value)}
          className="max-sm:w-full sm:w-52"
        />
      </div>
      {shown.length === 0 ? (
        <EmptyState title={view === "problems" && wanted === "" ? words.noProblems : words.nothingFits} />
      ) : (
        <ItemTable
          items={shown.slice(at * pageSize, (at + 1) * pageSize)}
          made={made}
          destination={destination}
          acknowledged={acknowledged}
        />
      )}
      {pages > 1 ? (
        <nav aria-label={words.parts} className="flex items-center justify-end gap-2 text-muted">
          {words.part(at * pageSize + 1, Math.min((at + 1) * pageSize, shown.length), shown.length)}
          <Button disabled={at === 0} onClick={() => setPage(at - 1)}>
            {words.previous}
          </Button>
          <Button disabled={at === pages - 1} onClick={() => setPage(at + 1)}>
            {words.next}
          </Button>
        </nav>
      ) : null}
    </section>
  );
}
