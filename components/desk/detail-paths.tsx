"use client";

import { detailMessages } from "#components/messages/detail-messages";
import { tableMessages } from "#components/messages/table-messages";
import { CopyButton } from "#components/ui/copy-button";
import type { PathForm } from "#lib/domain/path-forms";
import { DetailSection } from "./detail-part.tsx";

/** The source path in every form that people of the studio write, each to be copied. */
export function DetailPaths({ paths }: { paths: readonly PathForm[] }) {
  const words = detailMessages;
  return (
    <DetailSection title={tableMessages.column.sourcePath}>
      {paths.length === 0 ? <p className="text-warn">{words.noPath}</p> : null}
      <ul className="flex flex-col gap-1">
        {paths.map(({ as, path }) => (
          <li key={as + path} className="flex items-start gap-1">
            <span className="w-16 shrink-0 pt-0.5 text-muted">{words.path[as]}</span>
            <span className="min-w-0 grow pt-1 font-mono text-xs wrap-anywhere select-all">{path}</span>
            <CopyButton text={path} what={words.pathWhat(words.path[as])} className="text-faint" />
          </li>
        ))}
      </ul>
    </DetailSection>
  );
}
