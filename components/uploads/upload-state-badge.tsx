import { CircleCheck, CircleX, Clock, Hourglass, LoaderCircle, TriangleAlert } from "lucide-react";
import { Badge, type BadgeTone } from "#components/ui/badge";
import type { Upload } from "#lib/domain/upload";
import { uploadState } from "#lib/domain/upload-state";

type Tone = ReturnType<typeof uploadState>["tone"];

const looks: Readonly<Record<Tone, { tone: BadgeTone; Icon: typeof Clock }>> = {
  idle: { tone: "neutral", Icon: Clock },
  busy: { tone: "info", Icon: LoaderCircle },
  waiting: { tone: "warn", Icon: Hourglass },
  good: { tone: "good", Icon: CircleCheck },
  warn: { tone: "warn", Icon: TriangleAlert },
  bad: { tone: "bad", Icon: CircleX },
};

/** How far an upload is, in a word. */
export function UploadStateBadge({ upload }: { upload: Upload }) {
  const { label, tone: state } = uploadState(upload);
  const { tone, Icon } = looks[state];
  return (
    <Badge tone={tone}>
      <Icon aria-hidden="true" className={state === "busy" ? "animate-spin" : undefined} />
      {label}
    </Badge>
  );
}
