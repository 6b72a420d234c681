import { Ban, CircleAlert, Equal, FileQuestion, FileX2, Plus, Replace, Shuffle } from "lucide-react";
import { itemMessages } from "#components/messages/item-messages";
import { Badge, type BadgeTone } from "#components/ui/badge";
import type { ItemVerdict } from "#lib/domain/plan";

const looks: Readonly<Record<ItemVerdict, { tone: BadgeTone; Icon: typeof Ban }>> = {
  new: { tone: "good", Icon: Plus },
  unchanged: { tone: "neutral", Icon: Equal },
  replace: { tone: "warn", Icon: Replace },
  blocked: { tone: "bad", Icon: Ban },
  collides: { tone: "bad", Icon: Shuffle },
  ineligible: { tone: "bad", Icon: CircleAlert },
  incomplete: { tone: "bad", Icon: FileQuestion },
  missing: { tone: "bad", Icon: FileX2 },
};

/** What will become of an item or a link: a sign, a word and a colour. */
export function VerdictBadge({ verdict }: { verdict: ItemVerdict }) {
  const { tone, Icon } = looks[verdict];
  return (
    <Badge tone={tone}>
      <Icon aria-hidden="true" />
      {itemMessages.verdicts[verdict]}
    </Badge>
  );
}
