import { sharedDatabase } from "#lib/db/shared-database.ts";
import { countOpenFindings, getTightestRegion, listRecentChanges } from "#lib/db/sql/overview/fleet-facts.ts";
import { listFleetDays, listFleetHours } from "#lib/db/sql/overview/fleet-moments.ts";
import { getFleetTotals } from "#lib/db/sql/overview/fleet-totals.ts";
import type { FleetMoment, OverviewView } from "#lib/domain/views/overview.ts";
import type { FleetScope } from "#lib/server/queries/fleet-scope.ts";
import { getFreshness } from "#lib/server/queries/frame.ts";
import { getUnreadSources } from "#lib/server/queries/functions/unread-sources.ts";
import { getMonthCost } from "./get-month-cost.ts";
import { getRunningProgress } from "./get-running-progress.ts";

export interface OverviewInput {
  readonly scope: FleetScope;
  readonly compare: boolean;
  /** Whether the viewer may see money. */
  readonly cost: boolean;
  readonly now: Date;
}

const dayMs = 86_400_000;
/** Up to two days are drawn by hour. */
const hourlyMs = 2 * dayMs;

/** The fleet in one screen. */
export async function getOverview({ scope, compare, cost, now }: OverviewInput): Promise<OverviewView> {
  const { pool } = sharedDatabase();
  const hourly = scope.to.getTime() - scope.from.getTime() <= hourlyMs;
  const since = new Date(now.getTime() - dayMs);
  const [totals, rows, previous, monthCost, severities, tightest, changes, freshness, progress, unread] =
    await Promise.all([
      getFleetTotals(pool, scope),
      hourly ? listFleetHours(pool, scope) : listFleetDays(pool, scope),
      compare ? previousTotals(scope) : null,
      cost ? getMonthCost(scope, now) : null,
      countOpenFindings(pool, scope),
      getTightestRegion(pool, scope),
      listRecentChanges(pool, scope, since, 8),
      getFreshness(),
      getRunningProgress(),
      getUnreadSources(scope, ["accounts", "regions", "limits", "functions", "metrics", "starts", "roles"]),
    ]);
  const open = (severity: string) => severities.find((row) => row.severity === severity)?.count ?? 0;
  return {
    totals,
    previous,
    granularity: hourly ? "hour" : "day",
    moments: filled(rows, hourly ? 3_600_000 : dayMs),
    cost: monthCost,
    findings: { critical: open("critical"), high: open("high"), medium: open("medium"), low: open("low") },
    tightest,
    changes: {
      total: changes[0]?.total ?? 0,
      latest: changes.map(({ total: _, at, ...change }) => ({ ...change, at: at.toISOString() })),
    },
    freshness,
    progress,
    missing: unread.missing,
  };
}

/** Sums of the period of the same length before, over whole UTC days. */
async function previousTotals(scope: FleetScope): Promise<OverviewView["previous"]> {
  const length = scope.to.getTime() - scope.from.getTime();
  const before = { ...scope, preset: null, from: new Date(scope.from.getTime() - length), to: scope.from };
  const rows = await listFleetDays(sharedDatabase().pool, before);
  const sum = (key: "invocations" | "errors" | "throttles") =>
    rows.length === 0 ? null : rows.reduce((total, row) => total + (row[key] ?? 0), 0);
  return { invocations: sum("invocations"), errors: sum("errors"), throttles: sum("throttles") };
}

/** The moments at an even step: one without a row is a gap, not a zero. */
function filled(
  rows: readonly {
    readonly at: Date;
    readonly invocations: number | null;
    readonly errors: number | null;
    readonly throttles: number | null;
  }[],
  stepMs: number,
): FleetMoment[] {
  const first = rows[0]?.at.getTime();
  const last = rows.at(-1)?.at.getTime();
  if (first === undefined || last === undefined) return [];
  const byTime = new Map(rows.map((row) => [row.at.getTime(), row]));
  return Array.from({ length: Math.round((last - first) / stepMs) + 1 }, (_, k) => {
    const at = first + k * stepMs;
    const row = byTime.get(at);
    return {
      at: new Date(at).toISOString(),
      invocations: row?.invocations ?? null,
      errors: row?.errors ?? null,
      throttles: row?.throttles ?? null,
    };
  });
}
