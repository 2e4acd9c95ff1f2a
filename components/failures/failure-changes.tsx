import { TextLink } from "#components/ui/text-link.tsx";
import { formatDuration } from "#lib/client/format.ts";
import type { FailureChangeView } from "#lib/domain/views/failures.ts";
import { functionHref } from "#lib/domain/views/functions.ts";

/** One change near the onset of a failure, told by its distance in time: never as its cause. */
export function FailureChange({ change }: { readonly change: FailureChangeView }) {
  return (
    <>
      <TextLink href={hrefOf(change)}>{distance(change)}</TextLink>: {change.summary}
      {change.entityKind === "function" ? "" : ` (${change.entityName})`}
      {change.actor === null || change.summary.includes(change.actor) ? "" : `, by ${change.actor}`}
    </>
  );
}

function distance({ beforeMs, relation }: FailureChangeView): string {
  switch (relation) {
    case "before":
      return beforeMs < 1_000 ? "Changed at the same moment" : `Changed ${formatDuration(beforeMs)} before`;
    case "sameDay":
      return "Changed on that day";
    case "noticedAfter":
      return `Noticed ${formatDuration(-beforeMs)} after, changed some time before that`;
  }
}

function hrefOf({ entityKind, entityId }: FailureChangeView): string {
  return entityKind === "function"
    ? `${functionHref(entityId)}?tab=history`
    : `/changes?filter=${encodeURIComponent(`arn = ${entityId}`)}`;
}
