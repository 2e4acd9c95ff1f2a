import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { cn } from "#lib/client/class-names.ts";

const badgeClasses = cva(
  "inline-flex h-5 max-w-full items-center gap-1 rounded-sm px-1.5 text-xs font-medium whitespace-nowrap [&_svg]:size-3 [&_svg]:shrink-0",
  {
    variants: {
      tone: {
        neutral: "bg-pressed/70 text-muted",
        outline: "border border-line-strong/50 text-muted",
        critical: "bg-critical-soft text-critical",
        high: "bg-high-soft text-high",
        medium: "bg-medium-soft text-medium",
        low: "bg-low-soft text-low",
        good: "bg-good-soft text-good",
        info: "bg-info-soft text-info",
      },
    },
    defaultVariants: { tone: "neutral" },
  },
);

export type BadgeTone = NonNullable<VariantProps<typeof badgeClasses>["tone"]>;

/** A short label for a kind or a state. */
export function Badge({ tone, className, ...props }: ComponentProps<"span"> & { readonly tone?: BadgeTone }) {
  return <span {...props} className={cn(badgeClasses({ tone }), className)} />;
}
