import { FlaskConical } from "lucide-react";
import { Popover } from "#components/ui/popover.tsx";
import { TextLink } from "#components/ui/text-link.tsx";

/** Says on every page that the figures come from a simulated AWS. */
export function SimulatedBadge() {
  return (
    <Popover
      title="Simulated AWS"
      showTitle
      className="w-72"
      trigger={
        <button
          type="button"
          className="inline-flex h-7 shrink-0 items-center gap-1.5 rounded-md bg-medium-soft px-2 text-xs font-medium text-medium"
        >
          <FlaskConical aria-hidden className="size-3.5" />
          <span className="hidden sm:inline">Simulated AWS</span>
          <span className="sr-only sm:hidden">Simulated AWS</span>
        </button>
      }
    >
      <p className="text-sm text-muted">
        Nothing here is your own fleet: Lamplight reads a simulated AWS that speaks the real protocols.{" "}
        <TextLink href="/settings">Connect an account</TextLink> to see yours.
      </p>
    </Popover>
  );
}
