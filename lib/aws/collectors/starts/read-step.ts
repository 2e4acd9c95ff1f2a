import { malformedAnswer } from "#lib/aws/classify-failure.ts";
import { type CollectContext, callOf } from "#lib/aws/collectors/collector.ts";
import { AwsFailureError } from "#lib/aws/failure.ts";
import type { LogGroupScan, StartLogGroup, StartPage } from "#lib/domain/collection/source.ts";
import { createFailureTally } from "./failure-tally.ts";
import { createHeldPeriod, type HeldPeriod } from "./held-period.ts";
import { createRowParser, type StartRow } from "./parse-row.ts";
import { type StartStep, splitGroups, splitStep } from "./plan-steps.ts";
import type { QueryLedger } from "./query-ledger.ts";
import { runQuery } from "./run-query.ts";
import { maxRows, startQuery } from "./start-query.ts";
import { createStartTally } from "./start-tally.ts";
import { createVersionTally } from "./version-tally.ts";

const hourMs = 3_600_000;

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
  const scans = createScanTally(step.logGroups);
  await readPart(context, { step, part: `${step.index}`, ledger, scans, mostRows }, (row) => {
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
    scans: scans.scans(),
  };
}

interface Part {
  readonly step: StartStep;
  /** Names the part in the ledger. */
  readonly part: string;
  readonly ledger: QueryLedger;
  readonly scans: ScanTally;
  readonly mostRows: number;
}

/**
 * Rows of a part. An answer that is full is whole but for its last period, since rows come in the order of periods: only
 * from there on it is asked again, in parts. One that timed out has no rows, and is asked again in two.
 */
async function readPart(context: CollectContext, part: Part, onRow: (row: StartRow) => void): Promise<void> {
  const held = createHeldPeriod((row) => {
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

async function readParts(
  context: CollectContext,
  { part, ...whole }: Part,
  steps: readonly StartStep[],
  onRow: (row: StartRow) => void,
): Promise<void> {
  for (const [index, step] of steps.entries()) {
    await readPart(context, { ...whole, step, part: `${part}.${index}` }, onRow);
  }
}

type PartOutcome = "complete" | "full" | "timed out" | "a group is missing" | "nothing there";

async function queryPart(
  context: CollectContext,
  { step, part, ledger, scans, mostRows }: Part,
  held: HeldPeriod,
): Promise<PartOutcome> {
  const logGroupNames = step.logGroups.map(({ logGroupName }) => logGroupName);
  const query = {
    ...step.window,
    logGroupNames,
    queryString: startQuery(step.granularity),
    part,
    expectedBytes: expectedBytes(step),
  };
  const parse = createRowParser();
  try {
    const outcome = await runQuery(context, query, ledger, (row) => {
      const parsed = parse(row);
      if (parsed !== null) held.add(parsed);
    });
    scans.scanned(outcome.bytes);
    if (outcome.state === "timeout") return "timed out";
    return outcome.rows >= mostRows ? "full" : "complete";
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
  add(row: StartRow): void;
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
