"use client";

import { useId } from "react";
import { previewMessages } from "#components/messages/preview-messages";
import type { TreeFolder } from "#lib/domain/plan-tree";
import { TreeRow } from "./tree-row.tsx";

/** The destination as it is and as it will be: which folders there are, and what becomes of what is in them. */
export function PreviewTree({ tree }: { tree: TreeFolder }) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h3 id={id} className="mb-1 font-semibold">
        {previewMessages.tree.title}
      </h3>
      <ul aria-labelledby={id} className="rounded-md border border-line bg-surface px-2 py-1">
        <TreeRow folder={tree} depth={0} />
      </ul>
    </section>
  );
}
