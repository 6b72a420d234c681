import type { ReactNode } from "react";

const marks = /`(?<code>[^`]+)`|\*(?<name>[^*`]+)\*/g;

/** A sentence of the program: what stands between backticks (paths) is set as code, between asterisks (statuses) as a name. */
export function Sentence({ text }: { text: string }) {
  const parts: ReactNode[] = [];
  let end = 0;
  for (const { 0: whole, index, groups } of text.matchAll(marks)) {
    parts.push(text.slice(end, index));
    parts.push(
      groups?.code ? (
        <code key={index} className="rounded-sm bg-sunken px-1 font-mono text-[0.92em] wrap-anywhere">
          {groups.code}
        </code>
      ) : (
        <strong key={index} className="font-semibold">
          {groups?.name}
        </strong>
      ),
    );
    end = index + whole.length;
  }
  parts.push(text.slice(end));
  return parts;
}
