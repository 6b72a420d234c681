"use client";

import { lazy, Suspense, useEffect, useState } from "react";
import type { TrayProps } from "#components/uploads/tray";
import { onTrayCall } from "./upload-call.tsx";

/** Where its script does not come, the pages say all that the tray would; the next page tries again. */
const Tray = lazy(() =>
  import("#components/uploads/tray").then(
    (module) => ({ default: module.Tray }),
    () => ({ default: NoTray }),
  ),
);

function NoTray(_: TrayProps & { called: readonly string[] }) {
  return null;
}

/**
 * The place of the tray in the header, of one size whether it is there or not. Nothing is loaded and no stream is opened
 * before an upload of this person goes on: `running` as the page came, or called out by a page since.
 */
export function TrayDoor({ running, ...props }: TrayProps & { running: boolean }) {
  const [called, setCalled] = useState<readonly string[]>([]);
  useEffect(() => onTrayCall((id) => setCalled((before) => [...before.filter((other) => other !== id), id])), []);
  return (
    <div className="flex h-7 w-9 shrink-0 justify-end sm:w-18">
      {running || called.length > 0 ? (
        <Suspense>
          <Tray called={called} {...props} />
        </Suspense>
      ) : null}
    </div>
  );
}
