import { House, Send } from "lucide-react";
import { Badge } from "#components/ui/badge";
import { type UploadType, uploadTypeLabel } from "#lib/domain/upload-type";

/** Internal or client: a word, an icon and a colour, so that the two can't be mistaken for one another. */
export function UploadTypeMark({ type, className }: { type: UploadType; className?: string }) {
  const Icon = type === "internal" ? House : Send;
  return (
    <span data-type={type} className="contents">
      <Badge tone="type" className={className}>
        <Icon aria-hidden="true" />
        {uploadTypeLabel[type]}
      </Badge>
    </span>
  );
}
