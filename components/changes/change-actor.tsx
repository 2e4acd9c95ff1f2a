import { FactValue } from "#components/ui/fact-value.tsx";
import type { ChangeView } from "#lib/domain/views/changes.ts";

/** Who made a change, as far as CloudTrail says; where it does not, why. */
export function ChangeActor({ change }: { readonly change: ChangeView }) {
  const { actor, actorState, actorReason, eventName } = change;
  if (actorState === "known") {
    return (
      <span className="[overflow-wrap:anywhere]">
        by <span className="font-medium text-ink">{actor ?? "somebody CloudTrail does not name"}</span>
        {eventName ? ` (${eventName})` : ""}
      </span>
    );
  }
  if (actorState === "notApplicable") return null;
  const reason = actorReason ?? "CloudTrail has not been asked about this change yet.";
  return (
    <span className="inline-flex items-center gap-1">
      by <FactValue unknown={{ state: actorState, reason }}>{actor}</FactValue>
      <span className="text-faint">
        {actorState === "notYetRead"
          ? "not yet read"
          : actorState === "denied"
            ? "not visible: denied"
            : "could not be read"}
      </span>
    </span>
  );
}
