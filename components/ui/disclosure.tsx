import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "#lib/client/class-names.ts";

interface DisclosureProps {
  readonly summary: ReactNode;
  readonly children: ReactNode;
  readonly defaultOpen?: boolean;
  readonly className?: string;
}

/** More on demand. The browser's own element: works without a script, opens when a search on the page hits it. */
export function Disclosure({ summary, children, defaultOpen = false, className }: DisclosureProps) {
  return (
    <details open={defaultOpen} className={cn("group/disclosure", className)}>
      <summary className="inline-flex list-none items-center gap-1 rounded-sm text-sm font-medium text-muted hover:text-ink [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden
          className="size-3.5 text-faint transition-transform group-open/disclosure:rotate-90"
        />
        {summary}
      </summary>
      <div className="mt-2 border-l border-line pl-4">{children}</div>
    </details>
  );
}
