import type { ComponentProps } from "react";
import { cn } from "#lib/client/class-names.ts";
import { ScopedLink } from "./scoped-link.tsx";

/** A link in running text or a cell. */
export function TextLink({ className, ...props }: ComponentProps<typeof ScopedLink>) {
  return (
    <ScopedLink
      {...props}
      className={cn(
        "rounded-sm text-accent underline decoration-accent/30 underline-offset-2 hover:decoration-accent",
        className,
      )}
    />
  );
}
