"use client";

import { helpMessages } from "#components/messages/command-messages";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { Keys } from "#components/ui/keys";

/** Everything that the keyboard and the mouse do on the desk. */
export function KeyboardHelp({ onClose }: { onClose: () => void }) {
  return (
    <Dialog open onClose={onClose} title={helpMessages.title} description={helpMessages.note}>
      <div className="gap-x-8 sm:columns-2">
        {helpMessages.groups.map(({ name, keys }) => (
          <section key={name} aria-label={name} className="mb-4 break-inside-avoid">
            <h3 className="mb-1 font-semibold">{name}</h3>
            <dl className="grid grid-cols-[8rem_minmax(0,1fr)] items-baseline gap-x-3 gap-y-1">
              {keys.map(([pressed, what]) => (
                <div key={what} className="contents">
                  <dt className="flex flex-wrap gap-1">
                    <Keys keys={pressed} />
                  </dt>
                  <dd className="text-muted">{what}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      {/* What scrolls has to be reached by the keyboard: here, by what stands at its end. */}
      <p className="text-right">
        <Button size="sm" onClick={onClose}>
          {helpMessages.close}
        </Button>
      </p>
    </Dialog>
  );
}
