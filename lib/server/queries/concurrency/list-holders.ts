import { sharedDatabase } from "#lib/db/shared-database.ts";
import { type HolderRow, listBusiest, listHolders } from "#lib/db/sql/concurrency/holders.ts";
import { idleReservation } from "#lib/domain/concurrency/claimed-concurrency.ts";
import type { ConcurrencyHolder, ConcurrencyPlace, StarvationCandidate } from "#lib/domain/views/concurrency.ts";
import type { FleetScope } from "#lib/server/queries/fleet-scope.ts";

const mostHolders = 500;
const mostCandidates = 20;

/**
 * Functions that hold concurrency for themselves, the most idle reservation first. AWS sends ConcurrentExecutions of
 * functions that run: one without any, in an account-Region whose metrics were read, did not run in the period.
 */
export async function listConcurrencyHolders(
  scope: FleetScope,
  places: readonly ConcurrencyPlace[],
): Promise<ConcurrencyHolder[]> {
  const rows = await listHolders(sharedDatabase().pool, scope, mostHolders);
  const seen = places.filter(({ concurrent, invocations }) => concurrent !== null || invocations !== null);
  const read = new Set(seen.map(({ place }) => place));
  return rows.map((row) => holderOf(row, row.metricsKnown && read.has(`${row.accountId}:${row.region}`)));
}

function holderOf(row: HolderRow, isRead: boolean): ConcurrencyHolder {
  const maxConcurrency = row.maxConcurrency ?? (isRead ? 0 : null);
  return {
    arn: row.arn,
    name: row.name,
    accountId: row.accountId,
    region: row.region,
    reserved: row.reserved,
    provisioned: row.provisioned === 0 ? null : row.provisioned,
    maxConcurrency,
    idle: idleReservation({ ...row, maxConcurrency }),
    provisionedInvocations: row.provisionedInvocations,
    spillover: row.spillover,
  };
}

/**
 * Who would be throttled first in one account-Region: functions by how much of their ceiling they have used. The
 * ceiling of a reservation is the reservation; all others share what is left, so theirs is their use plus the headroom.
 */
export async function listStarvationCandidates(
  scope: FleetScope,
  { accountId, region, headroom }: ConcurrencyPlace,
): Promise<StarvationCandidate[]> {
  const place = { ...scope, accountIds: [accountId], regions: [region] };
  const rows = await listBusiest(sharedDatabase().pool, place, mostHolders);
  return rows
    .flatMap((row) => candidate(row, headroom))
    .toSorted((a, b) => b.share - a.share || b.maxConcurrency - a.maxConcurrency)
    .slice(0, mostCandidates);
}

function candidate(row: HolderRow, headroom: number | null): StarvationCandidate[] {
  const { arn, name, reserved, maxConcurrency, throttles } = row;
  if (maxConcurrency === null || reserved === 0 || (reserved === null && headroom === null)) return [];
  const ceiling = reserved ?? maxConcurrency + Math.max(0, headroom ?? 0);
  return [{ arn, name, reserved, maxConcurrency, ceiling, share: maxConcurrency / ceiling, throttles }];
}
