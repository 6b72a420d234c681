import type { ReactNode } from "react";

interface PageFrameProps {
  title: ReactNode;
  /** One sentence below the title. */
  about?: ReactNode;
  /** At the right of the title. */
  aside?: ReactNode;
  children: ReactNode;
}

/** A page with a title, as wide as reading dense tables needs. */
export function PageFrame({ title, about, aside, children }: PageFrameProps) {
  return (
    <div className="mx-auto flex w-full max-w-360 grow flex-col gap-4 px-3 py-4 sm:px-5">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <h1 className="text-lg font-semibold">{title}</h1>
          {about ? <p className="text-muted">{about}</p> : null}
        </div>
        {aside}
      </div>
      {children}
    </div>
  );
}
