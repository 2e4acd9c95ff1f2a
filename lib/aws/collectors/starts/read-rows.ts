import { malformedAnswer } from "#lib/aws/classify-failure.ts";
import { type CollectContext, callOf } from "#lib/aws/collectors/collector.ts";
import { AwsFailureError } from "#lib/aws/failure.ts";
import type { LogGroupScan, StartLogGroup } from "#lib/domain/collection/source.ts";
import { createHeldPeriod, type HeldPeriod, type PeriodRow } from "./held-period.ts";
import { type StartStep, splitGroups, splitStep } from "./plan-steps.ts";
import type { QueryLedger } from "./query-ledger.ts";
import { runQuery } from "./run-query.ts";

const hourMs = 3_600_000;

/** How rows of one kind are asked for and read; they come in the order of periods. */
export interface RowQuery<R extends PeriodRow> {
  readonly queryString: string;
  /** Makes what reads the rows of one answer; null for a row that is none of ours. */
  readonly createParser: () => (row: readonly unknown[]) => R | null;
  /** Rows that AWS gives of one answer at most. */
  readonly mostRows: number;
}

/** Asks for a step in as many parts as it takes, hands out its rows, and says what was scanned of each group. */
export async function readRows<R extends PeriodRow>(
  context: CollectContext,
  step: StartStep,
  ledger: QueryLedger,
  query: RowQuery<R>,
  onRow: (row: R) => void,
): Promise<readonly LogGroupScan[]> {
  const scans = createScanTally(step.logGroups);
  await readPart(context, { step, part: `${step.index}`, ledger, scans, query }, onRow);
  return scans.scans();
}

interface Part<R extends PeriodRow> {
  readonly step: StartStep;
  /** Names the part in the ledger. */
  readonly part: string;
  readonly ledger: QueryLedger;
  readonly scans: ScanTally;
  readonly query: RowQuery<R>;
}

/**
 * Rows of a part. An answer that is full is whole but for its last period, since rows come in the order of periods: only
 * from there on it is asked again, in parts. One that timed out has no rows, and is asked again in two.
 */
async function readPart<R extends PeriodRow>(
  context: CollectContext,
  part: Part<R>,
  onRow: (row: R) => void,
): Promise<void> {
  const held = createHeldPeriod<R>((row) => {
    part.scans.add(row);
    onRow(row);
  });
  const outcome = await queryPart(context, part, held);
  if (outcome === "nothing there") return;
  if (outcome === "a group is missing") return await readParts(context, part, splitGroups(part.step), onRow);
  if (outcome === "complete") return held.release();
  const { step } = part;
  const from = Math.max(step.window.from.getTime(), held.lastPeriod()?.getTime() ?? 0);
  const rest: StartStep = { ...step, window: { ...step.window, from: new Date(from) } };
  // What is left is smaller already where periods were kept; else it is divided.
  const parts = from > step.window.from.getTime() ? [rest] : splitStep(rest);
  if (parts === null) throw malformedAnswer(callOf(context, "logs", "GetQueryResults"), "a minute has too many rows");
  await readParts(context, part, parts, onRow);
}

async function readParts<R extends PeriodRow>(
  context: CollectContext,
  { part, ...whole }: Part<R>,
  steps: readonly StartStep[],
  onRow: (row: R) => void,
): Promise<void> {
  for (const [index, step] of steps.entries()) {
    await readPart(context, { ...whole, step, part: `${part}.${index}` }, onRow);
  }
}

type PartOutcome = "complete" | "full" | "timed out" | "a group is missing" | "nothing there";

async function queryPart<R extends PeriodRow>(
  context: CollectContext,
  { step, part, ledger, scans, query }: Part<R>,
  held: HeldPeriod<R>,
): Promise<PartOutcome> {
  const logGroupNames = step.logGroups.map(({ logGroupName }) => logGroupName);
  const asked = {
    ...step.window,
    logGroupNames,
    queryString: query.queryString,
    part,
    expectedBytes: expectedBytes(step),
  };
  const parse = query.createParser();
  try {
    const outcome = await runQuery(context, asked, ledger, (row) => {
      const parsed = parse(row);
      if (parsed !== null) held.add(parsed);
    });
    scans.scanned(outcome.bytes);
    if (outcome.state === "timeout") return "timed out";
    return outcome.rows >= query.mostRows ? "full" : "complete";
  } catch (error) {
    if (!isGroupMissing(error)) throw error;
    return logGroupNames.length > 1 ? "a group is missing" : "nothing there";
  }
}

/** One group that was deleted meanwhile fails the query for all when it is started; nothing has been scanned then. */
export function isGroupMissing(error: unknown): boolean {
  if (!(error instanceof AwsFailureError)) return false;
  return error.failure.kind === "notFound" && error.failure.operation === "StartQuery";
}

/** Null unless every group was scanned before. */
export function expectedBytes({ logGroups, window }: StartStep): number | null {
  const hours = (window.to.getTime() - window.from.getTime()) / hourMs;
  return logGroups.reduce<number | null>(
    (sum, { bytesPerHour }) => (sum === null || bytesPerHour === undefined ? null : sum + bytesPerHour * hours),
    0,
  );
}

/** Shares out what was scanned: AWS tells the bytes of all groups together, so each is given them by its lines. */
interface ScanTally {
  scanned(bytes: number): void;
  add(row: PeriodRow): void;
  scans(): readonly LogGroupScan[];
}

function createScanTally(logGroups: readonly StartLogGroup[]): ScanTally {
  const counts = new Map(logGroups.map(({ logGroupName }) => [logGroupName, { rows: 0, lines: 0 }]));
  let total = 0;
  let lines = 0;
  return {
    scanned(bytes) {
      total += bytes;
    },
    add(row) {
      const count = counts.get(row.logGroupName);
      if (count === undefined) return;
      count.rows += 1;
      count.lines += row.lines;
      lines += row.lines;
    },
    scans: () =>
      [...counts].map(([logGroupName, count]) => ({
        logGroupName,
        rows: count.rows,
        bytes: total * (lines === 0 ? 1 / counts.size : count.lines / lines),
      })),
  };
}
