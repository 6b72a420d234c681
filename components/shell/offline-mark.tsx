"use client";

import { CloudOff } from "lucide-react";
import { useSyncExternalStore } from "react";
import { shellMessages } from "#components/messages/shell-messages";

function subscribe(changed: () => void): () => void {
  window.addEventListener("online", changed);
  window.addEventListener("offline", changed);
  return () => {
    window.removeEventListener("online", changed);
    window.removeEventListener("offline", changed);
  };
}

/** Says that this machine has no network: nothing on the page is asked for or heard of until it is back. */
export function OfflineMark() {
  const online = useSyncExternalStore(
    subscribe,
    () => navigator.onLine,
    () => true,
  );
  return (
    <span role="status" className="ml-auto shrink-0">
      {online ? null : (
        <span className="flex items-center gap-1.5 font-medium text-warn" title={shellMessages.live.offlineHint}>
          <CloudOff aria-hidden="true" className="size-3.5" />
          {shellMessages.live.offline}
          <span className="sr-only">. {shellMessages.live.offlineHint}</span>
        </span>
      )}
    </span>
  );
}
