import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { formatExact, formatNoun } from "#lib/client/format.ts";
import type { FreshnessView } from "#lib/domain/views/frame.ts";
import type { SourceProgressView } from "#lib/domain/views/overview.ts";
import { SourceProgress } from "./source-progress.tsx";

interface SyncCardProps {
  readonly freshness: FreshnessView;
  readonly progress: readonly SourceProgressView[];
}

/** How the collection is: what runs, when it was last whole, what could not be read. */
export function SyncCard({ freshness, progress }: SyncCardProps) {
  const { running, lastCompletedAt, failedTasks, deniedTasks } = freshness;
  const missing = failedTasks + deniedTasks;
  return (
    <Card aria-label="Sync">
      <CardHeader
        title="Sync"
        reading={
          running
            ? `Running: ${formatExact(running.done)} of ${formatNoun(running.total, "task")} done`
            : missing === 0
              ? "Everything that was asked for was read."
              : `${formatNoun(missing, "source")} could not be read when last tried`
        }
        actions={<TextLink href="/sync">See the sync</TextLink>}
      />
      <CardBody>
        {running ? <SourceProgress progress={progress} /> : null}
        <DescriptionList
          items={[
            { label: "Last complete", value: lastCompletedAt ? <RelativeTime at={lastCompletedAt} /> : "never" },
            { label: "Sources that failed", value: formatExact(failedTasks) },
            { label: "Sources denied", value: formatExact(deniedTasks) },
          ]}
        />
      </CardBody>
    </Card>
  );
}
