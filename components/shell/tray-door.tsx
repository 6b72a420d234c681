"use client";

import { Suspense, useEffect, useState } from "react";
import { late } from "#components/ui/late";
import type { TrayProps } from "#components/uploads/tray";
import { onTrayCall } from "./upload-call.tsx";

const Tray = late(() => import("#components/uploads/tray").then((module) => module.Tray));

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
