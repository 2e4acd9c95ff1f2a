import { getLatestExample, type LogExampleRow } from "#lib/db/sql/failures/log-examples.ts";
import type { LogExampleView } from "#lib/domain/views/failures.ts";
import { leftThisMonth } from "#lib/services/budget/spending.ts";
import { authorize, type ServiceContext } from "#lib/services/context.ts";
import type { ExampleInput } from "./example-input.ts";
import { planExample } from "./plan-example.ts";

/** What example lines of a series would take, and how the last request for them stands. */
export async function readExample(context: ServiceContext, input: ExampleInput): Promise<LogExampleView> {
  authorize(context.actor, "sync:run");
  const { pool } = context.db;
  const now = context.clock.now();
  const [plan, leftUsd] = await Promise.all([planExample(pool, input, now), leftThisMonth(context)]);
  const { accountId, functionId } = plan.subject;
  const latest = await getLatestExample(pool, { ...input, accountId, functionId });
  return {
    plan: {
      from: plan.window.from.toISOString(),
      to: plan.window.to.toISOString(),
      bytes: plan.scan?.bytes ?? null,
      basis: plan.scan?.basis ?? null,
      usd: plan.usd,
      leftUsd,
      impossible: plan.impossible,
    },
    latest: latest === null ? null : latestView(latest, now),
  };
}

function latestView(row: LogExampleRow, now: Date): NonNullable<LogExampleView["latest"]> {
  // Whether they are let go already or not: nobody sees them past their time.
  const isExpired = row.state === "done" && (row.expiresAt === null || row.expiresAt <= now);
  return {
    state: isExpired ? "expired" : row.state,
    lines: isExpired ? [] : (row.lines ?? []),
    from: row.windowFrom.toISOString(),
    to: row.windowTo.toISOString(),
    bytes: row.bytesScanned,
    usd: row.costUsd,
    reason: row.reason,
    remedy: row.remedy,
    requestedBy: row.requestedBy,
    requestedAt: row.requestedAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
    expiresAt: row.expiresAt?.toISOString() ?? null,
  };
}
