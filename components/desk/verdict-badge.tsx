import { Ban, CircleAlert, Equal, FileQuestion, FileX2, Plus, Replace, Shuffle } from "lucide-react";
import { Badge, type BadgeTone } from "#components/ui/badge";
import type { ItemVerdict } from "#lib/domain/plan";

const looks: Readonly<Record<ItemVerdict, { word: string; tone: BadgeTone; Icon: typeof Ban }>> = {
  new: { word: "New", tone: "good", Icon: Plus },
  unchanged: { word: "Unchanged", tone: "neutral", Icon: Equal },
  replace: { word: "Replace", tone: "warn", Icon: Replace },
  blocked: { word: "Blocked", tone: "bad", Icon: Ban },
  collides: { word: "Collides", tone: "bad", Icon: Shuffle },
  ineligible: { word: "Not eligible", tone: "bad", Icon: CircleAlert },
  incomplete: { word: "Incomplete", tone: "bad", Icon: FileQuestion },
  missing: { word: "Missing", tone: "bad", Icon: FileX2 },
};

/** What will become of an item or a link: a sign, a word and a colour. */
export function VerdictBadge({ verdict }: { verdict: ItemVerdict }) {
  const { word, tone, Icon } = looks[verdict];
  return (
    <Badge tone={tone}>
      <Icon aria-hidden="true" />
      {word}
    </Badge>
  );
}
