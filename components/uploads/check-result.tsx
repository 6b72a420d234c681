"use client";

import { ChevronRight, CircleCheck, ShieldQuestion, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { checkMessages as words } from "#components/messages/check-messages";
import { Button } from "#components/ui/button";
import { CopyButton } from "#components/ui/copy-button";
import { RelativeTime } from "#components/ui/relative-time";
import { Sentence } from "#components/ui/sentence";
import type { Upload, UploadCheck } from "#lib/domain/upload";
import { checkWords, type FindingGroup, findingGroups } from "./finding-groups.ts";
import { belowDestination } from "./item-words.tsx";

interface CheckResultProps {
  check: UploadCheck;
  destination: Upload["destination"];
  /** Another look is under way. */
  checking: boolean;
}

/** The newest look at the links: that all stand, or what is not as it was made, by kind. */
export function CheckResult({ check, destination, checking }: CheckResultProps) {
  const groups = findingGroups(check);
  const Icon = groups.length > 0 ? TriangleAlert : check.links === 0 ? ShieldQuestion : CircleCheck;
  const tone = groups.length > 0 ? "text-warn" : check.links === 0 ? "text-muted" : "text-good";
  return (
    <section aria-labelledby="check-title" aria-busy={checking} className="rounded-md border border-line bg-surface">
      <div className="flex gap-2.5 px-3 py-2.5">
        <Icon aria-hidden="true" className={`mt-0.5 size-4 shrink-0 ${tone}`} />
        <div className="min-w-0">
          <h2 id="check-title" className="font-semibold">
            {checkWords(check)}
          </h2>
          <p className="text-xs text-muted">
            {words.checked} <RelativeTime at={check.at} /> {words.by(check.by?.name ?? words.nightlyWatch)}
          </p>
        </div>
      </div>
      {groups.map((group) => (
        <Findings key={group.kind} group={group} destination={destination} open={groups.length === 1} />
      ))}
    </section>
  );
}

const step = 20;

function Findings({ group, destination, open }: { group: FindingGroup; destination: string; open: boolean }) {
  const [listed, setListed] = useState(step);
  const { words: found, about, count, findings } = group;
  const rest = findings.length - listed;
  const unkept = count - findings.length;
  return (
    <details open={open} className="group border-t border-line">
      <summary className="flex list-none items-baseline gap-1.5 px-3 py-2 hover:bg-hover">
        <ChevronRight aria-hidden="true" className="size-3.5 shrink-0 self-center group-open:rotate-90" />
        <span className="font-medium">{found}</span>
        <span className="min-w-0 text-xs text-muted">{about}</span>
      </summary>
      <div className="flex flex-col gap-2 px-3 pt-1 pb-3 sm:pl-8">
        <ul className="flex flex-col gap-1.5">
          {findings.slice(0, listed).map(({ path, detail }) => (
            <li key={path} className="min-w-0">
              <span className="block font-mono text-2xs wrap-anywhere" title={path}>
                {belowDestination(path, destination)}
              </span>
              <span className="block text-xs text-muted wrap-anywhere">
                <Sentence text={detail} />
              </span>
            </li>
          ))}
        </ul>
        <div className="flex flex-wrap items-center gap-2 text-xs text-muted">
          {rest > 0 ? (
            <Button size="sm" onClick={() => setListed(listed + 5 * step)}>
              {words.listMore(Math.min(5 * step, rest))}
            </Button>
          ) : null}
          {unkept > 0 ? <span>{words.notKept(unkept)}</span> : null}
          <span className="inline-flex items-center">
            {words.copyPaths}
            <CopyButton text={findings.map(({ path }) => path).join("\n")} what={words.pathsOf(found)} />
          </span>
        </div>
      </div>
    </details>
  );
}
