import type { ReactNode } from "react";
import { ProductMark } from "#components/shell/product-mark";

/** The one thing that a stranger sees. */
export function SignInScreen({ children }: { children: ReactNode }) {
  return (
    <div className="mx-auto flex w-full max-w-88 grow flex-col justify-center px-4 py-10">
      <div className="mb-6 flex items-center gap-3">
        <ProductMark large />
        <div>
          <h1 className="text-lg font-semibold">Compout Upload</h1>
          <p className="text-muted">Versions from ftrack into review folders</p>
        </div>
      </div>
      <div className="rounded-lg border border-line bg-surface p-5">{children}</div>
      <p className="mt-4 text-xs text-faint">
        Use the account that you use on your workstation. Locked out, or no account? Ask your systems team; for access
        to this program, ask your supervisor.
      </p>
    </div>
  );
}
