import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { formatCount, formatExact, formatUsd } from "#lib/client/format.ts";
import type { SyncRunView } from "#lib/domain/views/sync.ts";
import { beganBy, runDuration, runStatus, scopeWords } from "./run-words.ts";
import { endedOf } from "./task-counts.tsx";

interface RunHistoryProps {
  readonly runs: readonly SyncRunView[];
  /** The one that is shown above. */
  readonly current: string | null;
  readonly readAt: number;
}

/** The latest runs; each can be looked at as it was. */
export function RunHistory({ runs, current, readAt }: RunHistoryProps) {
  return (
    <Card aria-label="History of runs">
      <CardHeader title="History of runs" reading="The latest 30. Tasks of ended runs are kept for 30 days." />
      <CardBody role="region" aria-label="Runs, scrolls sideways" tabIndex={0} className="overflow-x-auto">
        <table className="w-full min-w-[44rem] text-sm">
          <thead>
            <tr className="border-b border-line text-left text-xs text-faint">
              <th className="py-1.5 pr-3 font-medium">Begun</th>
              <th className="px-3 font-medium">Status</th>
              <th className="px-3 font-medium">Scope</th>
              <th className="px-3 text-right font-medium">Duration</th>
              <th className="px-3 text-right font-medium">Tasks</th>
              <th className="px-3 text-right font-medium">Not read</th>
              <th className="px-3 text-right font-medium">Calls</th>
              <th className="pl-3 text-right font-medium">Cost</th>
            </tr>
          </thead>
          <tbody className="tabular">
            {runs.map((run) => (
              <tr
                key={run.id}
                aria-current={run.id === current ? "true" : undefined}
                className="border-b border-line last:border-0 aria-[current]:bg-accent-soft"
              >
                <td className="py-1.5 pr-3 whitespace-nowrap">
                  <TextLink href={`/sync?sync=${run.id}`}>
                    <RelativeTime at={run.startedAt} />
                  </TextLink>{" "}
                  <span className="text-faint">{beganBy(run)}</span>
                </td>
                <td className="px-3">
                  <StatusBadge status={runStatus[run.status]} />
                </td>
                <td className="px-3">{scopeWords(run)}</td>
                <td className="px-3 text-right whitespace-nowrap">{runDuration(run, readAt)}</td>
                <td className="px-3 text-right whitespace-nowrap">
                  {formatExact(endedOf(run.counts))} of {formatExact(run.tasks)}
                </td>
                <td className="px-3 text-right">{formatExact((run.counts.failed ?? 0) + (run.counts.denied ?? 0))}</td>
                <td className="px-3 text-right">{formatCount(run.calls)}</td>
                <td className="pl-3 text-right">{run.costUsd === null ? "not known" : formatUsd(run.costUsd)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </CardBody>
    </Card>
  );
}
