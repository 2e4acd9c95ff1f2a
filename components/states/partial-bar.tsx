import { Callout } from "#components/ui/callout.tsx";
import { Disclosure } from "#components/ui/disclosure.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { formatNoun } from "#lib/client/format.ts";

/** One thing that is missing: "Metrics of media, eu-west-1" and why. */
export interface MissingPart {
  readonly what: string;
  readonly reason: string;
}

interface PartialBarProps {
  readonly missing: readonly MissingPart[];
  /** What it means for this page: "Their functions are counted, their invocations are not." */
  readonly effect: string;
}

/** Says on a page what is missing from it and why. Nothing when nothing is missing. */
export function PartialBar({ missing, effect }: PartialBarProps) {
  if (missing.length === 0) return null;
  return (
    <Callout
      tone="warning"
      className="mb-4"
      title={`${formatNoun(missing.length, "part")} of this page could not be read. ${effect}`}
      action={<TextLink href="/sync">See the sync</TextLink>}
    >
      <Disclosure summary="What is missing, and why" className="mt-1">
        <ul className="grid max-h-60 gap-1 overflow-y-auto">
          {missing.map(({ what, reason }) => (
            <li key={`${what} ${reason}`} className="[overflow-wrap:anywhere]">
              <span className="font-medium text-ink">{what}</span>: {reason}
            </li>
          ))}
        </ul>
      </Disclosure>
    </Callout>
  );
}
