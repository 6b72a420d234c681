import type { ComponentProps, MouseEvent } from "react";
import { cn } from "./class-names.tsx";
import { Spinner } from "./spinner.tsx";

const variants = {
  /** The one thing to do on this screen. */
  primary: "border-transparent bg-ink text-inverse hover:bg-ink/90 active:bg-ink/80",
  /** The same where it belongs to an upload type: takes the colour of the nearest data-type. */
  typed: "border-transparent bg-type text-type-on hover:bg-type/90 active:bg-type/80",
  plain: "border-line-strong bg-surface text-ink hover:bg-hover active:bg-sunken",
  quiet: "border-transparent text-muted hover:bg-hover hover:text-ink active:bg-sunken",
  danger: "border-bad/50 bg-surface text-bad hover:bg-bad-soft active:bg-bad-soft",
} as const;

const sizes = {
  sm: "h-6 gap-1 px-2 text-xs",
  md: "h-7 gap-1.5 px-2.5 text-sm",
  lg: "h-9 gap-2 px-4 text-sm",
  icon: "size-7 justify-center",
  "icon-sm": "size-6 justify-center",
} as const;

export interface ButtonLook {
  variant?: keyof typeof variants;
  size?: keyof typeof sizes;
}

/** The classes of a button, for links that look like one. */
export function buttonClass({ variant = "plain", size = "md" }: ButtonLook = {}): string {
  return cn(
    "inline-flex shrink-0 items-center rounded-md border font-medium whitespace-nowrap select-none",
    "transition-colors duration-100 disabled:pointer-events-none disabled:opacity-50 aria-disabled:cursor-default",
    "[&_svg]:size-4 [&_svg]:shrink-0",
    variants[variant],
    sizes[size],
  );
}

type ButtonProps = ComponentProps<"button"> &
  ButtonLook & {
    /** Work is under way: the button keeps its size and the focus, says so, and takes no second click. */
    busy?: boolean;
  };

export function Button({
  variant,
  size,
  busy = false,
  onClick,
  className,
  children,
  type = "button",
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      onClick={busy ? refuse : onClick}
      className={cn(buttonClass({ variant, size }), busy && "relative", className)}
    >
      {busy ? (
        <>
          <span className="inline-flex items-center gap-[inherit] opacity-0">{children}</span>
          <span className="absolute inset-0 grid place-items-center">
            <Spinner />
          </span>
        </>
      ) : (
        children
      )}
    </button>
  );
}

function refuse(event: MouseEvent) {
  event.preventDefault();
}
