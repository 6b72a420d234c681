import type { ReactNode } from "react";

/** A page with nothing but a message: not found, or gone wrong. */
export function MessagePage({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="mx-auto flex w-full max-w-lg grow flex-col justify-center gap-3 px-4 py-16">
      <h1 className="text-lg font-semibold">{title}</h1>
      {children}
    </div>
  );
}
