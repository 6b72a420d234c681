"use client";

import { ChevronRight, Folder, FolderPlus } from "lucide-react";
import { useId, useState } from "react";
import { previewMessages } from "#components/messages/preview-messages";
import { Badge } from "#components/ui/badge";
import { Button } from "#components/ui/button";
import { cn } from "#components/ui/class-names";
import type { TreeFolder } from "#lib/domain/plan-tree";
import { TreeCounts } from "./tree-counts.tsx";
import { isTouched } from "./tree-parts.ts";

const words = previewMessages.tree;
const first = 40;
const step = 100;

/** One folder, with those in it once it is opened. The first level is open from the start. */
export function TreeRow({ folder, depth }: { folder: TreeFolder; depth: number }) {
  const id = useId();
  const [open, setOpen] = useState(depth === 0);
  const [listed, setListed] = useState(first);
  const inside = folder.folders.length + folder.more;
  const Sign = folder.state === "made" ? FolderPlus : Folder;
  return (
    <li>
      <div className={cn("flex min-h-7 flex-wrap items-center gap-x-2", !isTouched(folder) && "text-muted")}>
        <span className="flex min-w-0 items-center gap-2">
          {inside > 0 ? (
            <Button
              variant="quiet"
              size="icon-sm"
              aria-expanded={open}
              aria-controls={id}
              aria-label={folder.name}
              onClick={() => setOpen(!open)}
            >
              <ChevronRight aria-hidden="true" className={cn("size-3.5!", open && "rotate-90")} />
            </Button>
          ) : (
            <span className="size-6" />
          )}
          <Sign
            aria-hidden="true"
            className={cn("size-3.5 shrink-0", folder.state === "made" ? "text-good" : "text-faint")}
          />
          <span title={folder.path} className="min-w-0 font-mono text-xs wrap-anywhere">
            {folder.name}/
          </span>
        </span>
        {folder.state === "made" ? <Badge tone="good">{words.made}</Badge> : null}
        {folder.state === "absent" ? <Badge>{words.absent}</Badge> : null}
        {folder.state === "unknown" ? <Badge>{words.unknown}</Badge> : null}
        <TreeCounts folder={folder} />
      </div>
      {inside > 0 ? (
        <div id={id} className="ml-3 border-l border-line pl-2">
          {open ? (
            <Inside folder={folder} depth={depth} listed={listed} onMore={() => setListed(listed + step)} />
          ) : null}
        </div>
      ) : null}
    </li>
  );
}

interface InsideProps {
  folder: TreeFolder;
  depth: number;
  listed: number;
  onMore: () => void;
}

function Inside({ folder, depth, listed, onMore }: InsideProps) {
  const [all, setAll] = useState(false);
  const touched = folder.folders.filter(isTouched);
  const untouched = folder.folders.filter((child) => !isTouched(child));
  const shown = [...touched, ...(all ? untouched : [])];
  const rest = shown.length - listed;
  return (
    <>
      <ul>
        {shown.slice(0, listed).map((child) => (
          <TreeRow key={child.path} folder={child} depth={depth + 1} />
        ))}
      </ul>
      {rest > 0 ? (
        <Button size="sm" className="my-1" onClick={onMore}>
          {previewMessages.listMore(Math.min(step, rest), rest)}
        </Button>
      ) : null}
      {untouched.length > 0 ? (
        <Button size="sm" variant="quiet" aria-expanded={all} onClick={() => setAll(!all)}>
          <ChevronRight aria-hidden="true" className={cn("size-3.5!", all && "rotate-90")} />
          {words.untouched(untouched.length, folder.standingCut)}
        </Button>
      ) : null}
      {folder.more > 0 ? <p className="px-2 text-xs text-muted">{words.moreFolders(folder.more)}</p> : null}
    </>
  );
}
