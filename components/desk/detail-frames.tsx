"use client";

import { CircleCheck, CircleX, TriangleAlert } from "lucide-react";
import { detailMessages } from "#components/messages/detail-messages";
import { Badge } from "#components/ui/badge";
import { Sentence } from "#components/ui/sentence";
import type { FramesOnDisk } from "#lib/domain/version-detail";
import { bytesText } from "./bytes-text.ts";
import { DetailList } from "./detail-part.tsx";

const looks = {
  ready: { tone: "good", Icon: CircleCheck, word: detailMessages.ready },
  incomplete: { tone: "bad", Icon: TriangleAlert, word: detailMessages.incomplete },
  missing: { tone: "bad", Icon: CircleX, word: detailMessages.missingFiles },
} as const;

/** What stands on disk of a version's files, against what ftrack knows; the sentences are those of the preview. */
export function DetailFrames({ frames }: { frames: FramesOnDisk }) {
  const words = detailMessages;
  const { tone, Icon, word } = looks[frames.state];
  const { known } = frames;
  const isFile = frames.frames === "" && frames.count === 1;
  const range = known ? `${known.first}-${known.last} (${words.knownFrom[known.source]})` : words.unknownRange;
  return (
    <>
      <p className="flex flex-wrap items-center gap-2">
        <Badge tone={tone}>
          <Icon aria-hidden="true" />
          {word}
        </Badge>
        <span className="text-muted">
          {isFile ? words.oneFile : words.frameCount(frames.count)} · {bytesText(frames.bytes)}
        </span>
      </p>
      {isFile ? null : (
        <DetailList
          rows={[
            [words.known, range],
            [words.onDisk, <Ranges key="disk" text={frames.frames} />],
            [words.missing, <Ranges key="missing" text={frames.missing} count={frames.missingCount} />],
            ...(frames.extra === "" ? [] : [[words.extra, <Ranges key="extra" text={frames.extra} />] as const]),
          ]}
        />
      )}
      {frames.reasons.map((reason) => (
        <p key={reason} className="text-bad wrap-anywhere">
          <Sentence text={reason} />
        </p>
      ))}
      {frames.warnings.map((warning) => (
        <p key={warning} className="text-warn wrap-anywhere">
          <Sentence text={warning} />
        </p>
      ))}
    </>
  );
}

function Ranges({ text, count = 0 }: { text: string; count?: number }) {
  if (text === "") return <span className="text-faint">{detailMessages.none}</span>;
  return (
    <span className="block max-h-24 overflow-auto font-mono text-xs">
      {text}
      {count > 0 ? <span className="text-muted"> ({detailMessages.frameCount(count)})</span> : null}
    </span>
  );
}
