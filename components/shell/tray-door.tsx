"use client";

import { lazy, Suspense, useEffect, useState } from "react";
import type { TrayProps } from "#components/uploads/tray";
import { onTrayCall } from "./upload-call.tsx";

const Tray = lazy(() => import("#components/uploads/tray").then((module) => ({ default: module.Tray })));

/**
 * The place of the tray in the header, of one size whether it is there or not. Nothing is loaded and no stream is opened
 * before an upload of this person goes on: `running` as the page came, or called out by a page since.
 */
export function TrayDoor({ running, ...props }: TrayProps & { running: boolean }) {
  const [calls, setCalls] = useState(running ? 1 : 0);
  useEffect(() => onTrayCall(() => setCalls((before) => before + 1)), []);
  return (
    <div className="flex h-7 w-9 shrink-0 justify-end sm:w-18">
      {calls === 0 ? null : (
        <Suspense>
          <Tray calls={calls} {...props} />
        </Suspense>
      )}
    </div>
  );
}
