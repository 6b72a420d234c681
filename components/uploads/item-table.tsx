import { Table } from "#components/ui/table";
import type { UploadItem } from "#lib/domain/upload";
import type { ItemMadeCount } from "./item-made.tsx";
import { ItemRow } from "./item-row.tsx";

const columns = [
  { name: "Version", className: "" },
  { name: "State", className: "" },
  { name: "Plan", className: "max-lg:hidden" },
  { name: "Frames", className: "" },
  { name: "Links", className: "text-right" },
  { name: "Source → target, below the destination", className: "w-full" },
  { name: "Note", className: "" },
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
    <Table caption="Versions of this upload, with what came of each" columns={columns}>
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
