import { sharedDatabase } from "#lib/db/shared-database.ts";
import { listConcurrencyLevels } from "#lib/db/sql/cold-starts/concurrency-levels.ts";
import { listFleetStarts } from "#lib/db/sql/cold-starts/fleet-starts.ts";
import {
  listFunctionInits,
  listStartSubjects,
  type StartSubjectRow,
  type SubjectChoice,
} from "#lib/db/sql/cold-starts/start-subjects.ts";
import { concurrencyNeed } from "#lib/domain/starts/remedies/concurrency-need.ts";
import { type FleetEvidence, fleetEvidence } from "#lib/domain/starts/remedies/fleet-evidence.ts";
import { judgeRemedies, type RemedyVerdict } from "#lib/domain/starts/remedies/judge-remedies.ts";
import type { StartRemedy } from "#lib/domain/starts/remedies/start-remedy.ts";
import type { ConcurrencyNeed, StartSubject } from "#lib/domain/starts/remedies/start-subject.ts";
import { emptyHistogram, type Histogram, quantile } from "#lib/domain/statistics/histogram.ts";
import { mergePackedHistograms } from "#lib/domain/statistics/merge-histograms.ts";
import type { BestRemedy } from "#lib/domain/views/cold-starts.ts";
import type { FleetScope } from "#lib/server/queries/fleet-scope.ts";
import { periodDays } from "./period-days.ts";

const dayMs = 86_400_000;
/** Two weeks have every hour of the week twice, and are always kept. */
const concurrencyDays = 14;

interface JudgedFunction {
  readonly id: number;
  readonly subject: StartSubject;
  readonly verdict: RemedyVerdict;
}

/** What the fleet's own functions tell, over the last 30 days and whatever the scope. */
export async function readFleetEvidence(): Promise<FleetEvidence> {
  return fleetEvidence(await listFleetStarts(sharedDatabase().pool));
}

/** Judges the remedies of some functions by what they did in the scope's period, in four queries however many they are. */
export async function judgeStarts(
  scope: FleetScope,
  choice: SubjectChoice,
  evidence: FleetEvidence | Promise<FleetEvidence>,
  now: Date,
): Promise<JudgedFunction[]> {
  const { pool } = sharedDatabase();
  // Both at once, so that a failure of either is somebody's: a promise left alone meanwhile would end the process.
  const [rows, fleet] = await Promise.all([listStartSubjects(pool, scope, choice), evidence]);
  const since = new Date(now.getTime() - concurrencyDays * dayMs);
  const [inits, levels] = await Promise.all([
    readInits(
      scope,
      rows.map(({ id }) => id),
    ),
    listConcurrencyLevels(pool, rows, since),
  ]);
  const levelsOf = Map.groupBy(levels, ({ functionId }) => functionId);
  const days = periodDays(scope, now);
  return rows.map((row) => {
    const subject = startSubject(
      row,
      inits.get(row.id) ?? emptyHistogram,
      concurrencyNeed(levelsOf.get(row.id) ?? []),
      days,
    );
    return { id: row.id, subject, verdict: judgeRemedies(subject, fleet) };
  });
}

/** The init of some functions in the period; those without any are absent. */
export async function readInits(scope: FleetScope, ids: readonly number[]): Promise<ReadonlyMap<number, Histogram>> {
  const rows = await listFunctionInits(sharedDatabase().pool, scope, ids);
  const byFunction = Map.groupBy(rows, ({ functionId }) => functionId);
  return new Map(
    [...byFunction].map(([id, list]) => [id, mergePackedHistograms(list.map(({ initHistogram }) => initHistogram))]),
  );
}

/** The best remedy in short; null where none has an effect that is known. */
export function bestRemedyOf({ best }: RemedyVerdict, withCost: boolean): BestRemedy | null {
  if (best === null || best.effect.state !== "known") return null;
  const { kind, effect, money } = best;
  return {
    kind,
    savedMsPerDay: effect.savedMsPerDay.value,
    usdPerMonth: withCost && money.state === "known" ? money.usdPerMonth : null,
  };
}

function startSubject(
  row: StartSubjectRow,
  init: Histogram,
  concurrency: ConcurrencyNeed | null,
  days: number,
): StartSubject {
  const { id: _, accountId: __, provisionedConcurrency, provisionedUnknown, ...rest } = row;
  return {
    ...rest,
    provisioned: provisionedUnknown ? null : requestedOf(provisionedConcurrency),
    days,
    init,
    initP95Ms: quantile(init, 0.95),
    concurrency,
  };
}

/** Environments asked for over all qualifiers; null where it was not read. */
function requestedOf(stored: unknown): number | null {
  if (!Array.isArray(stored)) return null;
  return stored.reduce<number>((sum, one: { readonly requested?: unknown }) => sum + (Number(one.requested) || 0), 0);
}

/** The remedy without its money, for people who may not see cost. */
export function withoutMoney(remedy: StartRemedy): StartRemedy {
  return { ...remedy, money: { state: "unknown", reason: "Money is shown to people who may see cost." } };
}
