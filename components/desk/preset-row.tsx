"use client";

import { Pencil, Trash2, UserRound, UsersRound } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { presetMessages } from "#components/messages/preset-messages";
import { Button } from "#components/ui/button";
import { Input } from "#components/ui/input";
import type { PresetView } from "#lib/domain/preset";

interface PresetRowProps {
  preset: PresetView;
  /** Gets the focus when the list has come. */
  first: boolean;
  busy: boolean;
  onApply: () => void;
  onRename: (name: string) => Promise<boolean>;
  onShare: (shared: boolean) => void;
  onDelete: () => void;
}

/** One preset: press it to apply it; whoever may change it has three small buttons beside it. */
export function PresetRow({ preset, first, busy, onApply, onRename, onShare, onDelete }: PresetRowProps) {
  const { name, own, shared, mayChange } = preset;
  const [asking, setAsking] = useState<"name" | "delete" | null>(null);
  const [newName, setNewName] = useState(name);
  const row = useRef<HTMLLIElement>(null);
  const whose = own
    ? shared
      ? presetMessages.sharedByYou
      : presetMessages.mine
    : presetMessages.sharedBy(preset.owner.name);

  // What was asked, and the way back from it, hold the focus inside the row.
  const asked = useRef(asking);
  useEffect(() => {
    if (asked.current === asking) return;
    asked.current = asking;
    row.current?.querySelector<HTMLElement>(asking === null ? "button" : "[data-answer]")?.focus();
  }, [asking]);

  async function rename() {
    if (newName.trim() === "" || busy) return;
    if (newName.trim() === name || (await onRename(newName))) setAsking(null);
  }

  function onEscape(event: KeyboardEvent) {
    if (event.key !== "Escape" || asking === null) return;
    event.preventDefault();
    setAsking(null);
  }

  return (
    <li ref={row} onKeyDown={onEscape} className="px-1.5">
      {asking === "name" ? (
        <div className="flex items-center gap-1 px-1.5 py-1">
          <Input
            data-answer
            value={newName}
            maxLength={80}
            aria-label={presetMessages.newName(name)}
            onChange={(event) => setNewName(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== "Enter") return;
              event.preventDefault();
              void rename();
            }}
          />
          <Button size="sm" busy={busy} onClick={() => void rename()}>
            {presetMessages.keepName}
          </Button>
          <Button size="sm" variant="quiet" onClick={() => setAsking(null)}>
            {presetMessages.cancel}
          </Button>
        </div>
      ) : null}
      {asking === "delete" ? (
        <div className="flex flex-wrap items-center justify-end gap-1 px-1.5 py-1">
          <p className="grow wrap-anywhere">
            {shared ? presetMessages.askDeleteShared(name) : presetMessages.askDelete(name)}
          </p>
          <Button size="sm" variant="danger" busy={busy} onClick={onDelete}>
            {presetMessages.confirmDelete}
          </Button>
          <Button data-answer size="sm" variant="quiet" onClick={() => setAsking(null)}>
            {presetMessages.keep}
          </Button>
        </div>
      ) : null}
      {asking === null ? (
        <div className="flex items-center gap-0.5">
          <button
            type="button"
            data-first={first || undefined}
            onClick={onApply}
            className="flex min-w-0 grow flex-col rounded-md px-1.5 py-1 text-left hover:bg-hover"
          >
            <span className="sr-only">{presetMessages.apply} </span>
            <span className="max-w-full truncate font-medium">{name} </span>
            <span className="max-w-full truncate text-xs text-muted">{whose}</span>
          </button>
          {mayChange ? (
            <>
              <Button
                size="icon-sm"
                variant="quiet"
                aria-label={presetMessages.rename(name)}
                title={presetMessages.rename(name)}
                onClick={() => {
                  setNewName(name);
                  setAsking("name");
                }}
              >
                <Pencil aria-hidden="true" className="size-3.5!" />
              </Button>
              <Button
                size="icon-sm"
                variant="quiet"
                aria-label={shared ? presetMessages.unshare(name) : presetMessages.share(name)}
                title={shared ? presetMessages.unshare(name) : presetMessages.share(name)}
                aria-disabled={busy}
                onClick={() => (busy ? undefined : onShare(!shared))}
              >
                {shared ? (
                  <UserRound aria-hidden="true" className="size-3.5!" />
                ) : (
                  <UsersRound aria-hidden="true" className="size-3.5!" />
                )}
              </Button>
              <Button
                size="icon-sm"
                variant="quiet"
                aria-label={presetMessages.remove(name)}
                title={presetMessages.remove(name)}
                onClick={() => setAsking("delete")}
              >
                <Trash2 aria-hidden="true" className="size-3.5!" />
              </Button>
            </>
          ) : null}
        </div>
      ) : null}
    </li>
  );
}
