import { malformedAnswer } from "#lib/aws/classify-failure.ts";
import { AwsFailureError } from "#lib/aws/failure.ts";
import type { StartLogGroup, StartPage } from "#lib/domain/collection/source.ts";
import { type CollectContext, type Collector, callOf } from "./collector.ts";
import { inOrder } from "./in-order.ts";
import { createFailureTally } from "./starts/failure-tally.ts";
import { parseStartRow, type StartRow } from "./starts/parse-row.ts";
import { planSteps, type StartStep, splitGroups, splitStep } from "./starts/plan-steps.ts";
import { runQuery } from "./starts/run-query.ts";
import { maxRows, startQuery } from "./starts/start-query.ts";
import { createStartTally } from "./starts/start-tally.ts";

/** Queries of one task under way; 100 may run at once in an account-Region, whoever started them. */
const underWay = 3;

/** Starts and failures from log lines, by Logs Insights. The cursor is the number of queries that are done. */
export const starts: Collector<"starts"> = {
  source: "starts",
  actions: [
    { action: "logs:StartQuery", why: "cold starts, init times, memory and failures are read from REPORT lines" },
    { action: "logs:GetQueryResults", why: "the same" },
    { action: "logs:StopQuery", why: "a query that nobody waits for any more costs nothing further" },
  ],
  async *collect(context, { requests }, cursor) {
    const steps = planSteps(requests);
    const total = steps.length;
    const rest = steps.slice(Math.max(0, Number(cursor ?? 0) || 0));
    if (rest.length === 0) yield { page: emptyPage(context), nextCursor: null, progress: { done: total, total } };
    const pages = inOrder(rest, underWay, async (step) => ({ step, page: await readStep(context, step) }));
    for await (const { step, page } of pages) {
      const done = step.index + 1;
      yield { page, nextCursor: done < total ? String(done) : null, progress: { done, total } };
    }
  },
};

async function readStep(context: CollectContext, step: StartStep): Promise<StartPage> {
  const points = createStartTally();
  const failures = createFailureTally();
  const ownerOf = ownersOf(step.logGroups);
  await readRows(context, step, (row) => {
    const functionName = ownerOf(row);
    if (functionName === null) return;
    points.add(functionName, row);
    failures.add(functionName, row);
  });
  return {
    granularity: step.granularity,
    window: step.window,
    points: points.points(),
    failures: failures.points(),
  };
}

/** Rows of a step; a query whose answer may be cut short, or that timed out, is asked again in two parts. */
async function readRows(context: CollectContext, step: StartStep, onRow: (row: StartRow) => void): Promise<void> {
  const rows: StartRow[] = [];
  const outcome = await runStep(context, step, rows);
  if (outcome === "complete") {
    for (const row of rows) onRow(row);
    return;
  }
  if (outcome === "nothing there") return;
  const parts = outcome === "a group is missing" ? splitGroups(step) : splitStep(step);
  if (parts === null) throw malformedAnswer(callOf(context, "logs", "GetQueryResults"), "a minute has too many rows");
  for (const part of parts) await readRows(context, part, onRow);
}

type StepOutcome = "complete" | "too big" | "a group is missing" | "nothing there";

async function runStep(context: CollectContext, step: StartStep, rows: StartRow[]): Promise<StepOutcome> {
  const logGroupNames = step.logGroups.map(({ logGroupName }) => logGroupName);
  const query = { ...step.window, logGroupNames, queryString: startQuery(step.granularity) };
  try {
    const outcome = await runQuery(context, query, (row) => {
      const parsed = parseStartRow(row);
      if (parsed !== null) rows.push(parsed);
    });
    return outcome.state === "timeout" || outcome.rows >= maxRows ? "too big" : "complete";
  } catch (error) {
    // One group that was deleted meanwhile fails the query for all; nothing has been scanned then.
    if (!(error instanceof AwsFailureError) || error.failure.kind !== "notFound") throw error;
    return logGroupNames.length > 1 ? "a group is missing" : "nothing there";
  }
}

/**
 * Whose line it is: the stream of a group that functions share names its function; a group of its own belongs to the one
 * function. Null where it cannot be told, or is a function that was not asked for: its coverage stays unknown.
 */
function ownersOf(logGroups: readonly StartLogGroup[]): (row: StartRow) => string | null {
  const byGroup = new Map(logGroups.map((group) => [group.logGroupName, group.functions.map(({ name }) => name)]));
  return ({ logGroupName, streamFunction }) => {
    const functions = byGroup.get(logGroupName) ?? [];
    if (streamFunction !== null) return functions.includes(streamFunction) ? streamFunction : null;
    return functions.length === 1 ? (functions[0] ?? null) : null;
  };
}

function emptyPage(context: CollectContext): StartPage {
  const now = context.now();
  return { granularity: "hour", window: { from: now, to: now }, points: [], failures: [] };
}
