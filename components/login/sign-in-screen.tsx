import type { ReactNode } from "react";
import { loginMessages as words } from "#components/messages/login-messages";
import { ProductMark } from "#components/shell/product-mark";

/** The one thing that a stranger sees. */
export function SignInScreen({ children }: { children: ReactNode }) {
  return (
    <div className="mx-auto flex w-full max-w-88 grow flex-col justify-center px-4 py-10">
      <div className="mb-6 flex items-center gap-3">
        <ProductMark large />
        <div>
          <h1 className="text-lg font-semibold">{words.product}</h1>
          <p className="text-muted">{words.about}</p>
        </div>
      </div>
      <div className="rounded-lg border border-line bg-surface p-5">{children}</div>
      <p className="mt-4 text-xs text-faint">{words.help}</p>
    </div>
  );
}
