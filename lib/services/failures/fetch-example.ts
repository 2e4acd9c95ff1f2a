import { type AwsFailure, AwsFailureError } from "#lib/aws/failure.ts";
import { createMeter, type Meter } from "#lib/aws/meter.ts";
import { pricesOf } from "#lib/aws/price-list.ts";
import type { LogLine } from "#lib/aws/read-log-lines.ts";
import { getAccount, isAccountRemoved } from "#lib/db/sql/accounts.ts";
import { getExampleSubject } from "#lib/db/sql/failures/example-subject.ts";
import {
  type ExampleEnd,
  endExample,
  type LogExampleRow,
  saveExampleCursor,
  saveExamplePlan,
} from "#lib/db/sql/failures/log-examples.ts";
import { addUsage } from "#lib/db/sql/sync-meters.ts";
import { type ExampleLine, exampleHours } from "#lib/domain/failures/example-lines.ts";
import { failureLinesQuery, mostExampleLines } from "#lib/domain/failures/example-query.ts";
import { redactLine } from "#lib/domain/failures/redact-line.ts";
import { PostponedError } from "#lib/services/budget/postponed-error.ts";
import { reserveScan } from "#lib/services/budget/spending.ts";
import { accessOfAccount } from "#lib/services/sync/account-access.ts";
import type { SyncContext } from "#lib/services/sync/sync-context.ts";

const hourMs = 3_600_000;
const nothing = {
  lines: null,
  bytesScanned: null,
  costUsd: null,
  reason: null,
  remedy: null,
  expiresAt: null,
} as const;

/**
 * Fetches the lines of one request and keeps how it came out, redacted, with what it cost. Throws only what is not AWS's
 * or the budget's answer, and the signal's reason when the worker stops.
 */
export async function fetchExample(context: SyncContext, example: LogExampleRow, signal: AbortSignal): Promise<void> {
  const meter = createMeter(pricesOf(example.region));
  let end: ExampleEnd;
  try {
    end = await endOf(context, example, meter, signal);
  } catch (error) {
    signal.throwIfAborted();
    end = failedEnd(error);
  }
  await keepEnd(context, example, meter, end);
}

/**
 * Gives up a request that took too long. A query of it that was started runs on, and AWS bills what it scans; nobody asks
 * how much that was, so it counts as what was expected.
 */
export async function giveUpExample(context: SyncContext, example: LogExampleRow): Promise<void> {
  const meter = createMeter(pricesOf(example.region));
  if (example.cursor !== null) meter.add("logs", "StartQuery", "bytesScanned", example.expectedBytes ?? 0);
  const reason = "It took too long: no worker took it up, or AWS did not answer.";
  await keepEnd(context, example, meter, { ...nothing, state: "failed", reason, remedy: "Try again." });
}

/** With what it cost, unless another worker has taken it over meanwhile: that one goes on with the same query. */
async function keepEnd(context: SyncContext, example: LogExampleRow, meter: Meter, end: ExampleEnd): Promise<void> {
  const rows = meter.rows();
  const bytesScanned = rows.reduce((sum, row) => sum + row.bytesScanned, 0);
  const costUsd = rows.reduce<number | null>(
    (sum, row) => (sum === null || row.costUsd === null ? null : sum + row.costUsd),
    0,
  );
  const now = context.clock.now();
  await context.inSqlTransaction(async (sql) => {
    const isEnded = await endExample(sql, example, { ...end, bytesScanned, costUsd }, now);
    if (isEnded) await addUsage(sql, example, rows, now);
  });
}

async function endOf(
  context: SyncContext,
  example: LogExampleRow,
  meter: Meter,
  signal: AbortSignal,
): Promise<ExampleEnd> {
  const { pool } = context.db;
  const [subject, account] = await Promise.all([getExampleSubject(pool, example), getAccount(pool, example.accountId)]);
  if (subject === null || account === null || (await isAccountRemoved(pool, example.accountId))) {
    return { ...nothing, state: "failed", reason: "The function is not read any more.", remedy: "Nothing to do." };
  }
  const scannedByteUsd = pricesOf(example.region)?.scannedByteUsd ?? null;
  const plannedUsd =
    example.expectedBytes === null || scannedByteUsd === null ? null : example.expectedBytes * scannedByteUsd;
  await reserveScan(context, { id: example.id, plannedUsd }, async (sql, grantedUsd) => {
    await saveExamplePlan(sql, example, grantedUsd);
  });
  const query = { ...example, streamFunction: subject.isShared ? subject.functionName : null };
  const found = await context.aws.readLogLines({
    access: accessOfAccount(account),
    region: example.region,
    logGroupName: subject.logGroupName,
    queryString: failureLinesQuery(query),
    from: example.windowFrom,
    to: example.windowTo,
    expectedBytes: example.expectedBytes,
    cursor: example.cursor,
    onStarted: (cursor) => {
      saveExampleCursor(pool, example, cursor).catch((error: unknown) => {
        context.logger.warn({ err: error, id: example.id }, "the query of example lines cannot be remembered");
      });
    },
    meter,
    signal,
  });
  if (found === null) {
    const remedy = "Open the query in AWS's console and narrow its range.";
    return { ...nothing, state: "failed", reason: "AWS ran out of time over this query.", remedy };
  }
  const expiresAt = new Date(context.clock.now().getTime() + exampleHours * hourMs);
  return {
    ...nothing,
    state: "done",
    lines: found.slice(0, mostExampleLines).map(redacted(subject.functionName)),
    expiresAt,
  };
}

function redacted(functionName: string): (line: LogLine) => ExampleLine {
  return ({ at, message }) => ({ at: at.toISOString(), text: redactLine(message, [functionName]) });
}

function failedEnd(error: unknown): ExampleEnd {
  if (error instanceof PostponedError) {
    return { ...nothing, state: "refused", reason: error.message, remedy: error.remedy };
  }
  if (!(error instanceof AwsFailureError)) throw error;
  const { kind, reason, remedy }: AwsFailure = error.failure;
  return { ...nothing, state: kind === "denied" ? "denied" : "failed", reason, remedy };
}
