"use client";

import { type ReactNode, useMemo } from "react";
import type { Preview } from "#lib/domain/desk";
import { planParts } from "./plan-parts.ts";
import { PreviewPart } from "./preview-part.tsx";

/** As many versions that need no look are listed at once; more are folded. */
const fewEnough = 10;

/** Every version of the plan, part by part: problems, then `between`, then what needs no look. */
export function PreviewItems({ plan, between }: { plan: Preview["plan"]; between: ReactNode }) {
  const parts = useMemo(() => planParts(plan.items), [plan.items]);
  const drawn = (problem: boolean) =>
    parts
      .filter((part) => part.problem === problem)
      .map((part) => (
        <PreviewPart
          key={part.title}
          part={part}
          destination={plan.destination}
          folded={!problem && part.items.length > fewEnough}
        />
      ));
  return (
    <>
      {drawn(true)}
      {between}
      {drawn(false)}
    </>
  );
}
