"use client";

import { CloudOff, ListPlus, RotateCw } from "lucide-react";
import type { ReactNode } from "react";
import { liveMessages } from "#components/messages/live-messages";
import { Button } from "#components/ui/button";

interface LiveBandProps {
  /** How many more are ready by now. */
  more: number;
  staleAsOf: string | null;
  refreshing: boolean;
  onRefresh: () => void;
  onShow: () => void;
}

/** What came in ftrack while the table stood there. Below the table, so that no row moves under the pointer. */
export function LiveBand({ more, staleAsOf, refreshing, onRefresh, onShow }: LiveBandProps) {
  return (
    <div role="status" className="shrink-0">
      {staleAsOf === null ? null : (
        <Line icon={<CloudOff className="text-warn" />} words={liveMessages.stale(staleAsOf)}>
          <Button size="sm" busy={refreshing} onClick={onRefresh}>
            <RotateCw aria-hidden="true" />
            {liveMessages.refresh}
          </Button>
        </Line>
      )}
      {more === 0 ? null : (
        <Line icon={<ListPlus className="text-info" />} words={liveMessages.more(more)}>
          <Button size="sm" onClick={onShow}>
            {liveMessages.showMore(more)}
          </Button>
        </Line>
      )}
    </div>
  );
}

function Line({ icon, words, children }: { icon: ReactNode; words: string; children: ReactNode }) {
  return (
    <div className="flex min-h-9 flex-wrap items-center gap-x-2 gap-y-1 border-t border-line bg-raised px-3 py-1">
      <span aria-hidden="true" className="shrink-0 [&_svg]:size-4">
        {icon}
      </span>
      <span className="min-w-0">{words}</span>
      {children}
    </div>
  );
}
