import type { CollectContext } from "#lib/aws/collectors/collector.ts";
import type { StartLogGroup, StartPage } from "#lib/domain/collection/source.ts";
import { createFailureTally } from "./failure-tally.ts";
import { createRowParser, type StartRow } from "./parse-row.ts";
import type { StartStep } from "./plan-steps.ts";
import type { QueryLedger } from "./query-ledger.ts";
import { readRows } from "./read-rows.ts";
import { maxRows, startQuery } from "./start-query.ts";
import { createStartTally } from "./start-tally.ts";
import { createVersionTally } from "./version-tally.ts";

/**
 * Reads one step, in as many parts as it takes, and adds its rows up.
 *
 * @param mostRows rows that AWS gives of one answer at most
 */
export async function readStep(
  context: CollectContext,
  step: StartStep,
  ledger: QueryLedger,
  mostRows = maxRows,
): Promise<StartPage> {
  const points = createStartTally();
  const failures = createFailureTally();
  const versions = createVersionTally();
  const ownerOf = ownersOf(step.logGroups);
  const query = { queryString: startQuery(step.granularity), createParser: createRowParser, mostRows };
  const scans = await readRows(context, step, ledger, query, (row) => {
    const functionName = ownerOf(row);
    if (functionName === null) return;
    points.add(functionName, row);
    failures.add(functionName, row);
    versions.add(functionName, row);
  });
  return {
    granularity: step.granularity,
    window: step.window,
    points: points.points(),
    failures: failures.points(),
    versions: versions.points(),
    scans,
  };
}

/**
 * Whose line it is: the stream of a group that functions share names its function; a group of its own belongs to the one
 * function. Null where it cannot be told, or is a function that was not asked for: its coverage stays unknown.
 */
export function ownersOf(
  logGroups: readonly StartLogGroup[],
): (row: Pick<StartRow, "logGroupName" | "streamFunction">) => string | null {
  const byGroup = new Map(logGroups.map((group) => [group.logGroupName, group.functions.map(({ name }) => name)]));
  return ({ logGroupName, streamFunction }) => {
    const functions = byGroup.get(logGroupName) ?? [];
    if (streamFunction !== null) return functions.includes(streamFunction) ? streamFunction : null;
    return functions.length === 1 ? (functions[0] ?? null) : null;
  };
}
