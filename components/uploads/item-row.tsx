import { Ban, CircleCheck, CircleX, Clock, Equal, MessageSquareText, TriangleAlert, Undo2 } from "lucide-react";
import { memo } from "react";
import { itemMessages } from "#components/messages/item-messages";
import { progressMessages } from "#components/messages/progress-messages";
import { uploadMessages } from "#components/messages/upload-messages";
import { Badge } from "#components/ui/badge";
import { cn } from "#components/ui/class-names";
import { Sentence } from "#components/ui/sentence";
import { bodyCell, bodyRow } from "#components/ui/table";
import type { ItemState, UploadItem } from "#lib/domain/upload";
import { ItemMade, type ItemMadeCount } from "./item-made.tsx";
import { belowDestination, itemTones } from "./item-words.tsx";

const words = uploadMessages.items;

const icons: Readonly<Record<ItemState, typeof Clock>> = {
  waiting: Clock,
  linked: CircleCheck,
  unchanged: Equal,
  failed: CircleX,
  "left-out": TriangleAlert,
  cancelled: Ban,
  withdrawn: Undo2,
};

interface ItemRowProps {
  item: UploadItem;
  /** While its folder is worked on. */
  made: ItemMadeCount | null;
  destination: string;
  /** The warnings were read and agreed to when the upload was submitted. */
  acknowledged: boolean;
}

export const ItemRow = memo(function ItemRow({ item, made, destination, acknowledged }: ItemRowProps) {
  const word = itemMessages.states[item.state];
  const Icon = icons[item.state];
  const place = [item.sequence, item.shot, item.department].filter(Boolean).join(" / ");
  return (
    <tr className={bodyRow}>
      <th scope="row" className={cn(bodyCell, "align-top text-left font-normal max-md:w-full")}>
        <span className="font-medium md:whitespace-nowrap">{item.versionName}</span>
        <span className="block text-xs text-muted lg:whitespace-nowrap">
          {place} · {item.extension}
          {item.camera ? ` · ${item.camera}` : ""}
        </span>
      </th>
      <td className={cn(bodyCell, "align-top")}>
        <Badge tone={made === null ? itemTones[item.state] : "info"}>
          <Icon aria-hidden="true" />
          {made === null ? word : progressMessages.linking}
        </Badge>
        {made === null ? null : <ItemMade name={item.versionName} count={made} />}
        {item.reason ? (
          <p className="mt-1 text-xs md:min-w-44 wrap-anywhere text-ink">
            <Sentence text={item.reason} />
          </p>
        ) : null}
        {item.warnings.map((warning) => (
          <p key={warning} className="mt-1 text-xs md:min-w-44 wrap-anywhere text-ink">
            <span className="font-medium text-warn">{words.warning(acknowledged && item.state !== "left-out")}</span>{" "}
            <Sentence text={warning} />
          </p>
        ))}
      </td>
      <td className={cn(bodyCell, "align-top whitespace-nowrap text-muted max-lg:hidden")}>
        {itemMessages.verdicts[item.verdict]}
      </td>
      <td className={cn(bodyCell, "align-top text-muted md:min-w-24")}>{item.frames || "—"}</td>
      <td className={cn(bodyCell, "align-top md:text-right")}>
        {item.linkCount}
        <span className="text-muted md:hidden"> {words.links(item.linkCount)}</span>
      </td>
      <td className={cn(bodyCell, "align-top max-md:order-1 max-md:w-full")}>
        <Paths item={item} destination={destination} />
      </td>
      <td className={cn(bodyCell, "text-center align-top")}>
        {item.noteId ? (
          <span title={words.hasNote}>
            <MessageSquareText aria-hidden="true" className="mx-auto size-4 text-good" />
            <span className="sr-only">{words.noteWritten}</span>
          </span>
        ) : (
          <span className="text-faint">
            <span aria-hidden="true">—</span>
            <span className="sr-only">{words.noNote}</span>
          </span>
        )}
      </td>
    </tr>
  );
});

function Paths({ item: { sourcePath, targetPath }, destination }: Pick<ItemRowProps, "item" | "destination">) {
  return (
    <span className="block font-mono text-2xs wrap-anywhere">
      <span className="block text-muted">{sourcePath ?? itemMessages.noSource}</span>
      <span className="flex gap-1" title={targetPath ?? undefined}>
        <span aria-hidden="true">→</span>
        <span className="sr-only">{words.to}</span>
        <span className="min-w-0">{targetPath ? belowDestination(targetPath, destination) : words.noLink}</span>
      </span>
    </span>
  );
}
