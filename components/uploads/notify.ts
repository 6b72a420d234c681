"use client";

import { useRouter } from "next/navigation";
import { usePreference } from "#components/desk/use-preferences";
import { progressMessages } from "#components/messages/progress-messages";
import type { Upload } from "#lib/domain/upload";
import { uploadState } from "#lib/domain/upload-state";
import { uploadTypeLabel } from "#lib/domain/upload-type";

/** For so long no other tab tells of the same end: they all hear of it within moments. */
const keptMs = 20_000;

/** Tells on the desktop of an upload that ended, where the person wants it and the browser allows it: one tab for all. */
export function useTell(): (upload: Upload) => void {
  const router = useRouter();
  const [look] = usePreference("look");
  return (upload) => {
    if (!look.notify || !mayNotify()) return;
    const name = `compout-ended ${upload.id} ${upload.round}`;
    void navigator.locks.request(name, { ifAvailable: true }, async (lock) => {
      if (lock === null) return;
      const title = progressMessages.notify.title({
        type: uploadTypeLabel[upload.uploadType],
        project: upload.project.name,
      });
      const told = new Notification(title, { body: uploadState(upload).label, tag: upload.id });
      told.onclick = () => {
        window.focus();
        router.push(`/uploads/${upload.id}`);
        told.close();
      };
      await new Promise((resolve) => setTimeout(resolve, keptMs));
    });
  };
}

/** Browsers have neither for pages that came without encryption, the own machine's excepted. */
export function hasNotifications(): boolean {
  return typeof Notification !== "undefined" && "locks" in navigator;
}

function mayNotify(): boolean {
  return hasNotifications() && Notification.permission === "granted";
}
