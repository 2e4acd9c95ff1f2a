import { FilterX } from "lucide-react";
import { LinkButton } from "#components/ui/link-button.tsx";

interface EmptyFilteredProps {
  /** What was looked for: "functions". */
  readonly what: string;
  /** The same page without its filters. */
  readonly clearHref: string;
}

/** Nothing left after filtering; the way out is one click. */
export function EmptyFiltered({ what, clearHref }: EmptyFilteredProps) {
  return (
    <div className="flex flex-col items-center gap-2 py-8 text-center">
      <FilterX aria-hidden className="size-7 text-faint" />
      <p className="text-base font-medium">No {what} match these filters</p>
      <p className="text-sm text-muted">The scope at the top of the page narrows them too.</p>
      <LinkButton href={clearHref}>Clear the filters</LinkButton>
    </div>
  );
}
