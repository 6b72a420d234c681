import { uploadMessages } from "#components/messages/upload-messages";
import { Table } from "#components/ui/table";
import type { UploadItem } from "#lib/domain/upload";
import type { ItemMadeCount } from "./item-made.tsx";
import { ItemRow } from "./item-row.tsx";

const words = uploadMessages.items;

const columns = [
  { name: words.columns.version, className: "" },
  { name: words.columns.state, className: "" },
  { name: words.columns.plan, className: "max-lg:hidden" },
  { name: words.columns.frames, className: "" },
  { name: words.columns.links, className: "text-right" },
  { name: words.columns.paths, className: "w-full" },
  { name: words.columns.note, className: "" },
] as const;

interface ItemTableProps {
  items: readonly UploadItem[];
  /** By folder, where one is worked on. */
  made: ReadonlyMap<string, ItemMadeCount>;
  destination: string;
  /** The warnings were read and agreed to when the upload was submitted. */
  acknowledged: boolean;
}

export function ItemTable({ items, made, destination, acknowledged }: ItemTableProps) {
  return (
    <Table caption={words.table} columns={columns}>
      {items.map((item) => (
        <ItemRow
          key={item.position}
          item={item}
          made={(item.state === "waiting" && item.folder !== null && made.get(item.folder)) || null}
          destination={destination}
          acknowledged={acknowledged}
        />
      ))}
    </Table>
  );
}
