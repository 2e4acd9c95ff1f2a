import { sharedDatabase } from "#lib/db/shared-database.ts";
import {
  listConfounders,
  listMoveHistograms,
  listNetworkChanges,
  type MoveHistogramRow,
  type MoveScope,
  type NetworkChangeRow,
} from "#lib/db/sql/network/moves.ts";
import { type BeforeAfter, changeEffect, fewestControls } from "#lib/domain/changes/change-effect.ts";
import { stratumLabel } from "#lib/domain/network/stratum-label.ts";
import { type MoveDirection, moveDirection } from "#lib/domain/network/vpc-moves.ts";
import { countOf, emptyHistogram } from "#lib/domain/statistics/histogram.ts";
import { mergePackedHistograms } from "#lib/domain/statistics/merge-histograms.ts";
import type { VpcMove, VpcMoveEffect } from "#lib/domain/views/network.ts";

/** Days on each side of a move. The day itself is left out: it has both. */
const daysAround = 7;
/** How far back moves are looked for. */
const daysBack = 90;
/** Moves that are worked out, the latest; changes of networks that are looked through for them. */
const mostMoves = 10;
const mostChanges = 200;

const dayMs = 86_400_000;

/** Functions that moved into or out of a VPC in the last 90 days, with what that did to their starts. */
export async function listVpcMoves(scope: Omit<MoveScope, "from" | "arn">, now: Date): Promise<VpcMove[]> {
  return movesOf({ ...scope, arn: null, from: new Date(now.getTime() - daysBack * dayMs) });
}

/** The same of one function. */
export async function listMovesOfFunction(accountId: string, arn: string, now: Date): Promise<VpcMove[]> {
  const from = new Date(now.getTime() - daysBack * dayMs);
  return movesOf({ accountIds: [accountId], regions: [], teamId: null, arn, from });
}

async function movesOf(scope: MoveScope): Promise<VpcMove[]> {
  const { pool } = sharedDatabase();
  const changes = await listNetworkChanges(pool, scope, mostChanges);
  const moves = changes
    .flatMap((change) => {
      const direction = moveDirection(change.fields);
      return direction === null ? [] : [{ change, direction }];
    })
    .slice(0, mostMoves);
  if (moves.length === 0) return [];
  const [histograms, confounders] = await Promise.all([
    listMoveHistograms(
      pool,
      moves.map(({ change }) => change),
      daysAround,
    ),
    listConfounders(
      pool,
      moves.map(({ change }) => change.id),
      daysAround,
    ),
  ]);
  const rowsOf = Map.groupBy(histograms, ({ moveId }) => moveId);
  const othersOf = Map.groupBy(confounders, ({ moveId }) => moveId);
  return moves.map(({ change, direction }) =>
    moveOf(
      change,
      direction,
      rowsOf.get(change.id) ?? [],
      (othersOf.get(change.id) ?? []).map(({ summary }) => summary),
    ),
  );
}

function moveOf(
  { id, arn, name, accountId, region, occurredAt, classes }: NetworkChangeRow,
  direction: MoveDirection,
  rows: readonly MoveHistogramRow[],
  others: readonly string[],
): VpcMove {
  const own = sidesOf(rows.filter((row) => row.own));
  // "configuration" is what an event is filed under that does not say what it changed.
  const within = classes.filter((name) => name !== "network" && name !== "configuration");
  return {
    id,
    arn,
    name,
    accountId,
    region,
    at: occurredAt.toISOString(),
    direction,
    confounders: [...within.map((name) => `${name}, with the move`), ...new Set(others)],
    effect: effectOf(own, rows),
    beforeInits: countOf(own.before),
    afterInits: countOf(own.after),
  };
}

function effectOf(own: BeforeAfter, rows: readonly MoveHistogramRow[]): VpcMoveEffect | null {
  const [mine] = rows.filter((row) => row.own);
  const others = rows.filter((row) => !row.own);
  const alike = mine ? others.filter((row) => stratumLabel(row) === stratumLabel(mine)) : [];
  const [stratum, runtime] = [changeEffect(own, controlsOf(alike)), changeEffect(own, controlsOf(others))];
  const effect = stratum && stratum.controls >= fewestControls ? stratum : runtime;
  if (effect === null) return null;
  return {
    beforeMs: effect.beforeMedian,
    afterMs: effect.afterMedian,
    beforeInits: effect.beforeCount,
    afterInits: effect.afterCount,
    driftMs: effect.drift,
    effectMs: effect.effect,
    interval: effect.interval,
    controls: effect.controls,
    basis: effect.drift === null ? "none" : effect === stratum ? "stratum" : "runtime",
  };
}

function controlsOf(rows: readonly MoveHistogramRow[]): BeforeAfter[] {
  return [...Map.groupBy(rows, ({ functionId }) => functionId).values()].map(sidesOf);
}

function sidesOf(rows: readonly MoveHistogramRow[]): BeforeAfter {
  const merged = (before: boolean) => {
    const side = rows.filter((row) => row.before === before);
    return side.length === 0 ? emptyHistogram : mergePackedHistograms(side.map(({ initHistogram }) => initHistogram));
  };
  return { before: merged(true), after: merged(false) };
}
