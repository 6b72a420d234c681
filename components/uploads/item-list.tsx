"use client";

import { useDeferredValue, useState } from "react";
import { Button } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { Input } from "#components/ui/input";
import type { UploadItem } from "#lib/domain/upload";
import { ItemTable } from "./item-table.tsx";
import { hasText, isProblem } from "./upload-feed.ts";

const pageSize = 200;

/** The versions of an upload: all or only those with problems, by text, a part at a time. */
export function ItemList({ items, destination }: { items: readonly UploadItem[]; destination: string }) {
  const [onlyProblems, setOnlyProblems] = useState(false);
  const [text, setText] = useState("");
  const [page, setPage] = useState(0);
  const wanted = useDeferredValue(text);

  const problems = items.filter(isProblem);
  const shown = (onlyProblems ? problems : items).filter((item) => hasText(item, wanted));
  const pages = Math.max(1, Math.ceil(shown.length / pageSize));
  const at = Math.min(page, pages - 1);

  return (
    <section aria-labelledby="items-title" className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <h2 id="items-title" className="mr-auto text-md font-semibold">
          Versions <span className="font-normal text-muted">{items.length.toLocaleString("en")}</span>
        </h2>
        <fieldset className="flex">
          <legend className="sr-only">Which versions</legend>
          <Button
            aria-pressed={!onlyProblems}
            className="rounded-r-none aria-pressed:bg-selected"
            onClick={() => setOnlyProblems(false)}
          >
            All
          </Button>
          <Button
            aria-pressed={onlyProblems}
            className="-ml-px rounded-l-none aria-pressed:bg-selected"
            onClick={() => setOnlyProblems(true)}
          >
            Problems <span className="text-muted">{problems.length}</span>
          </Button>
        </fieldset>
        <Input
          type="search"
          aria-label="Find among the versions"
          placeholder="Find…"
          value={text}
          onChange={(event) => setText(event.target.value)}
          className="max-sm:w-full sm:w-52"
        />
      </div>
      {shown.length === 0 ? (
        <EmptyState title={onlyProblems && wanted === "" ? "No problems" : "No version fits"} />
      ) : (
        <ItemTable items={shown.slice(at * pageSize, (at + 1) * pageSize)} destination={destination} />
      )}
      {pages > 1 ? (
        <nav aria-label="Parts of the list" className="flex items-center justify-end gap-2 text-muted">
          {at * pageSize + 1}–{Math.min((at + 1) * pageSize, shown.length)} of {shown.length}
          <Button disabled={at === 0} onClick={() => setPage(at - 1)}>
            Previous
          </Button>
          <Button disabled={at === pages - 1} onClick={() => setPage(at + 1)}>
            Next
          </Button>
        </nav>
      ) : null}
    </section>
  );
}
