import type { Metadata } from "next";
import Link from "next/link";
import { shellMessages as words } from "#components/messages/shell-messages";
import { MessagePage } from "#components/shell/message-page";
import { buttonClass } from "#components/ui/button";

export const metadata: Metadata = { title: words.notFound.tabTitle };

export default function NotFound() {
  return (
    <MessagePage title={words.notFound.title}>
      <p className="text-muted">{words.notFound.about}</p>
      <p className="flex gap-2">
        <Link href="/" prefetch={false} className={buttonClass({ variant: "primary" })}>
          {words.notFound.upload}
        </Link>
        <Link href="/uploads" prefetch={false} className={buttonClass()}>
          {words.pages.history}
        </Link>
      </p>
    </MessagePage>
  );
}
