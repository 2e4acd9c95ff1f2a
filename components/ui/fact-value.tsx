import type { ReactNode } from "react";
import type { Unknown } from "#lib/domain/fleet/fact.ts";
import { Tooltip } from "./tooltip.tsx";

interface FactValueProps {
  /** Why the value is not known; nothing when it is known. */
  readonly unknown?: Pick<Unknown, "state" | "reason"> | null | undefined;
  /** The value as it is written. Null: known, and there is none (a dash). */
  readonly children: ReactNode;
  /** What a dash means here: "Not in a VPC". */
  readonly none?: string;
}

const leads: Record<Unknown["state"], string> = {
  notYetRead: "Not yet read",
  denied: "Denied",
  failed: "Could not be read",
  notApplicable: "Not applicable",
};

/**
 * A fact in any of its states: the value; a hollow dot with the reason when it is unknown; a dash when it does not
 * apply or there is none. Zero is a value and shows as 0.
 */
export function FactValue({ unknown, children, none = "None" }: FactValueProps) {
  if (unknown?.state === "notApplicable") return <Dash label={unknown.reason} />;
  if (unknown)
    return <UnknownDot reason={unknown.reason ? `${leads[unknown.state]}: ${unknown.reason}` : leads[unknown.state]} />;
  if (children === null || children === undefined || children === "") return <Dash label={none} />;
  return children;
}

/** A hollow dot: not known, with the reason on hover and focus. */
export function UnknownDot({ reason }: { readonly reason: string }) {
  return (
    <Tooltip
      trigger={
        <button
          type="button"
          aria-label={`Unknown. ${reason}`}
          className="inline-flex size-4 cursor-help items-center justify-center rounded-full align-middle"
        >
          <span aria-hidden className="size-2.5 rounded-full border-[1.5px] border-faint" />
        </button>
      }
    >
      {reason}
    </Tooltip>
  );
}

function Dash({ label }: { readonly label: string }) {
  return (
    <span title={label} className="text-faint">
      <span aria-hidden>–</span>
      <span className="sr-only">{label}</span>
    </span>
  );
}
