import type { ReactNode } from "react";
import { ListHeader } from "#components/layout/list-header.tsx";
import { Method } from "#components/layout/method.tsx";
import { PartialBar } from "#components/states/partial-bar.tsx";
import { StaleBar } from "#components/states/stale-bar.tsx";
import { fewestForRate } from "#lib/domain/statistics/rate.ts";
import type { OverviewView } from "#lib/domain/views/overview.ts";
import { FindingsCard } from "./findings-card.tsx";
import { FirstSync } from "./first-sync.tsx";
import { FleetChart } from "./fleet-chart.tsx";
import { FleetFigures } from "./fleet-figures.tsx";
import { HeadroomCard } from "./headroom-card.tsx";
import { RecentChanges } from "./recent-changes.tsx";
import { SyncCard } from "./sync-card.tsx";

interface OverviewPageProps {
  readonly overview: OverviewView;
  readonly canSeeCost: boolean;
  /** What fails since when: read by itself, so that the page does not wait for it. */
  readonly failures: ReactNode;
  /** ISO instant of the reading. */
  readonly now: string;
}

/** Older than this and the page says so. */
const staleMs = 26 * 3_600_000;

/** The fleet in one screen. */
export function OverviewPage({ overview, canSeeCost, failures, now }: OverviewPageProps) {
  const { freshness, totals, progress } = overview;
  const first = freshness.lastCompletedAt === null;
  const stale =
    !freshness.running &&
    freshness.lastCompletedAt !== null &&
    Date.parse(now) - Date.parse(freshness.lastCompletedAt) > staleMs;
  if (first && totals.functions === 0) return <FirstSync freshness={freshness} progress={progress} alone />;
  return (
    <>
      <ListHeader title="Overview" />
      {first ? <FirstSync freshness={freshness} progress={progress} /> : null}
      {stale && freshness.lastCompletedAt ? <StaleBar lastCompletedAt={freshness.lastCompletedAt} /> : null}
      <PartialBar missing={overview.missing} effect="Sums are of what was read; nothing that is missing counts as 0." />
      <FleetFigures overview={overview} canSeeCost={canSeeCost} />
      <div className="mt-4 grid gap-4 xl:grid-cols-[2fr_1fr]">
        <FleetChart moments={overview.moments} granularity={overview.granularity} now={now} />
        <div className="grid content-start gap-4">
          <FindingsCard findings={overview.findings} />
          <HeadroomCard tightest={overview.tightest} />
        </div>
      </div>
      <div className="mt-4">{failures}</div>
      <div className="mt-4 grid gap-4 lg:grid-cols-2">
        <RecentChanges changes={overview.changes} />
        <SyncCard freshness={freshness} progress={progress} />
      </div>
      <Method
        formula={`Sums over the functions in scope. The cold-start rate is (cold starts + restores + failed inits) ÷ reports read; under ${fewestForRate} reports it is written as a count. Headroom is 1 − highest claimed concurrency ÷ limit, of the account-Region where it is smallest.`}
        sources={[
          "CloudWatch Invocations, Errors, Throttles, ClaimedAccountConcurrency",
          "REPORT records of the logs",
          "Lambda account settings",
          "list prices of the Region",
        ]}
        n={totals.invocations}
        coverage={
          totals.reports !== null && totals.startInvocations
            ? Math.min(1, totals.reports / totals.startInvocations)
            : null
        }
        caveats={["Provisioned concurrency, log storage and data transfer are not part of the cost figure."]}
      />
    </>
  );
}
