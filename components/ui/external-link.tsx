import { ExternalLink as Icon } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "#lib/client/class-names.ts";

/** A link out of Lamplight, in a new tab. Only http and https addresses are followed; anything else is shown as text. */
export function ExternalLink({ href, className, children, ...props }: ComponentProps<"a"> & { readonly href: string }) {
  if (!/^https?:\/\//.test(href)) return <span className={className}>{children}</span>;
  return (
    <a
      {...props}
      href={href}
      target="_blank"
      rel="noreferrer"
      className={cn(
        "inline-flex items-center gap-1 rounded-sm text-accent underline decoration-accent/30 underline-offset-2 hover:decoration-accent",
        className,
      )}
    >
      {children}
      <Icon aria-hidden className="size-3" />
      <span className="sr-only"> (opens in a new tab)</span>
    </a>
  );
}
