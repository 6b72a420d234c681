import type { Metadata } from "next";
import Link from "next/link";
import { MessagePage } from "#components/shell/message-page";
import { buttonClass } from "#components/ui/button";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <MessagePage title="There is no such page">
      <p className="text-muted">
        The address may be mistyped, or the page is for another role. Past uploads are in the history.
      </p>
      <p className="flex gap-2">
        <Link href="/" prefetch={false} className={buttonClass({ variant: "primary" })}>
          Go to Upload
        </Link>
        <Link href="/uploads" prefetch={false} className={buttonClass()}>
          History
        </Link>
      </p>
    </MessagePage>
  );
}
