import {
  Ban,
  CircleCheck,
  CircleMinus,
  CircleX,
  Clock,
  Hourglass,
  LoaderCircle,
  TriangleAlert,
  Undo2,
} from "lucide-react";
import { Badge, type BadgeTone } from "#components/ui/badge";
import type { Upload } from "#lib/domain/upload";
import { type UploadStateView, uploadState } from "#lib/domain/upload-state";

const looks: Readonly<Record<UploadStateView["tone"], { tone: BadgeTone; Icon: typeof Clock }>> = {
  idle: { tone: "neutral", Icon: Clock },
  busy: { tone: "info", Icon: LoaderCircle },
  waiting: { tone: "warn", Icon: Hourglass },
  good: { tone: "good", Icon: CircleCheck },
  warn: { tone: "warn", Icon: TriangleAlert },
  bad: { tone: "bad", Icon: CircleX },
  off: { tone: "neutral", Icon: CircleMinus },
};
const endIcons: Partial<Record<UploadStateView["label"], typeof Clock>> = { Cancelled: Ban, Withdrawn: Undo2 };

/** How far an upload is, in a word. */
export function UploadStateBadge({ upload }: { upload: Upload }) {
  const { label, tone: state } = uploadState(upload);
  const { tone, Icon: usual } = looks[state];
  const Icon = state === "off" ? (endIcons[label] ?? usual) : usual;
  return (
    <Badge tone={tone}>
      <Icon aria-hidden="true" className={state === "busy" ? "animate-spin" : undefined} />
      {label}
    </Badge>
  );
}
