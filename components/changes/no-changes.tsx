import { EmptyFiltered } from "#components/states/empty-filtered.tsx";
import { FirstUse } from "#components/states/first-use.tsx";
import { Instant } from "#components/ui/instant.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import type { ChangeSummary } from "#lib/domain/views/changes.ts";

interface NoChangesProps {
  readonly summary: ChangeSummary;
  readonly filtered: boolean;
  readonly from: string;
  readonly to: string;
}

/** Why there is no change to show: nothing was read yet, the filter leaves none, or nothing changed. */
export function NoChanges({ summary: { historyFrom }, filtered, from, to }: NoChangesProps) {
  if (historyFrom === null) {
    return (
      <FirstUse title="No history yet" action={<TextLink href="/sync">See the sync</TextLink>}>
        The first sync takes a snapshot of everything; what differs from it afterwards is told here.
      </FirstUse>
    );
  }
  if (filtered) return <EmptyFiltered what="changes" clearHref="/changes?filter=&q=" />;
  return (
    <div className="flex flex-col items-center gap-2 py-10 text-center">
      <p className="text-base font-medium">Nothing that was seen has changed in this time</p>
      <p className="max-w-md text-sm text-muted">
        From <Instant at={from} /> to <Instant at={to} />. Lamplight&apos;s history begins at{" "}
        <Instant at={historyFrom} />: nothing can be said about the time before.
      </p>
      <LinkButton href="/changes?range=90d">Show the last 90 days</LinkButton>
    </div>
  );
}
