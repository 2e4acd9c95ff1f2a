import { Input as Base } from "@base-ui/react/input";
import type { ComponentProps } from "react";
import { cn } from "#lib/client/class-names.ts";

/** The look of everything that is typed into. */
export const inputClasses =
  "h-8 w-full min-w-0 rounded-md border border-line-strong/60 bg-surface px-2.5 text-sm text-ink transition-colors hover:border-line-strong disabled:opacity-50 data-invalid:border-critical";

/** A line of text, a number, a date. Inside a Field it takes its label and error from there. */
export function Input({ className, ...props }: ComponentProps<typeof Base>) {
  return <Base {...props} className={cn(inputClasses, typeof className === "string" && className)} />;
}
