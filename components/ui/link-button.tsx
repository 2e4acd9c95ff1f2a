import type { ComponentProps } from "react";
import { cn } from "#lib/client/class-names.ts";
import { type ButtonLook, buttonClasses } from "./button-classes.ts";
import { ScopedLink } from "./scoped-link.tsx";

/** A link that looks like a button: it goes somewhere, so the middle mouse button works. */
export function LinkButton({ className, variant, size, ...props }: ComponentProps<typeof ScopedLink> & ButtonLook) {
  return <ScopedLink {...props} className={cn(buttonClasses({ variant, size }), className)} />;
}
