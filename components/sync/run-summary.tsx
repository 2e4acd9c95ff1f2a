import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Instant } from "#components/ui/instant.tsx";
import { Progress } from "#components/ui/progress.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Stat, StatRow } from "#components/ui/stat.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { formatBytes, formatCount, formatExact, formatUsd } from "#lib/client/format.ts";
import type { SyncRunDetail } from "#lib/domain/views/sync.ts";
import { beganBy, runDuration, runStatus, scopeWords } from "./run-words.ts";
import { SlowedNote } from "./slowed-note.tsx";
import { endedOf, TaskCounts } from "./task-counts.tsx";

interface RunSummaryProps {
  readonly detail: SyncRunDetail;
  /** When the figures were read, in ms: the duration of a run that goes on is up to then. */
  readonly readAt: number;
}

/** One run: how far it is, what it is about, what it asked of AWS and what that costs. */
export function RunSummary({ detail: { run, sources, slowed }, readAt }: RunSummaryProps) {
  const ended = endedOf(run.counts);
  return (
    <Card aria-label="Run">
      <CardHeader
        title={
          <span className="inline-flex flex-wrap items-center gap-2">
            <StatusBadge status={runStatus[run.status]} /> Sync of {scopeWords(run)}
          </span>
        }
        reading={
          <>
            Begun <RelativeTime at={run.startedAt} /> {beganBy(run)}
            {run.usableAt ? (
              <>
                ; lists and current metrics were complete <RelativeTime at={run.usableAt} />
              </>
            ) : null}
            {run.endedAt ? (
              <>
                ; ended <Instant at={run.endedAt} />
              </>
            ) : null}
            .{run.reason ? ` ${run.reason}` : ""}
          </>
        }
      />
      <CardBody className="grid grid-cols-1 gap-4">
        <Progress
          label="Tasks"
          done={ended}
          total={run.tasks === 0 ? null : run.tasks}
          detail={`${formatExact(ended)} of ${formatExact(run.tasks)}${run.status === "running" ? ", more may follow" : ""}`}
        />
        <TaskCounts counts={run.counts} />
        <SlowedNote slowed={slowed} running={run.status === "running"} />
        <StatRow className="grid-cols-2 md:grid-cols-4">
          <Stat label="Duration" value={runDuration(run, readAt)} />
          <Stat
            label="Usable after"
            value={run.usableAt ? runDuration({ ...run, endedAt: run.usableAt }, readAt) : "not yet"}
          />
          <Stat label="Calls to AWS" value={formatCount(run.calls)} />
          <Stat label="Throttled" value={formatCount(run.throttles)} hint={`${formatCount(run.retries)} tried again`} />
          <Stat label="Answered with an error" value={formatCount(run.failures)} hint="“Not found” is an answer" />
          <Stat label="Metrics requested" value={formatCount(run.metricsRequested)} />
          <Stat label="Log bytes scanned" value={formatBytes(run.bytesScanned)} />
          <Stat
            label="Cost"
            value={run.costUsd === null ? "not known" : formatUsd(run.costUsd)}
            hint="At list price of the Region"
          />
        </StatRow>
        <ul className="grid grid-cols-1 gap-x-6 gap-y-2 md:grid-cols-2">
          {sources.map(({ source, title, tasks, counts }) => (
            <li key={source}>
              <Progress
                label={title}
                done={endedOf(counts)}
                total={tasks}
                detail={
                  tasks === 0
                    ? "not planned yet"
                    : `${formatExact(endedOf(counts))} of ${formatExact(tasks)}${badWords(counts)}`
                }
              />
            </li>
          ))}
        </ul>
      </CardBody>
    </Card>
  );
}

function badWords(counts: SyncRunDetail["run"]["counts"]): string {
  const bad = (["failed", "denied", "partial", "postponed"] as const).flatMap((status) =>
    counts[status] ? [`${formatExact(counts[status])} ${status}`] : [],
  );
  return bad.length > 0 ? `, ${bad.join(", ")}` : "";
}
