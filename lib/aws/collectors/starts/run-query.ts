import { setTimeout as sleep } from "node:timers/promises";
import { numberOrNull, readAnswerOf, recordOrNull, textOrNull } from "#lib/aws/answer.ts";
import { malformedAnswer } from "#lib/aws/classify-failure.ts";
import { type CollectContext, callOf } from "#lib/aws/collectors/collector.ts";
import { AwsFailureError } from "#lib/aws/failure.ts";
import { pagesOf, tokenOf } from "#lib/aws/paging.ts";
import type { TimeWindow } from "#lib/domain/collection/source.ts";

/** A row of a query's answer: its fields as text, absent ones absent. */
export type QueryRow = ReadonlyMap<string, string>;

export interface LogQuery extends TimeWindow {
  readonly logGroupNames: readonly string[];
  readonly queryString: string;
}

/** How many rows there were, or that AWS ran out of time for them (60 minutes): a smaller window may do. */
export type QueryOutcome = { readonly state: "complete"; readonly rows: number } | { readonly state: "timeout" };

/** Waits before the polls, as multiples of the context's first wait: three polls see nearly every query end. */
const waits = [1, 1.5, 3, 5, 8] as const;
/** Ten times the first wait each: more than the 60 minutes that AWS gives a query. */
const mostPolls = 400;

/**
 * Runs one Logs Insights query to its end and hands out its rows one by one, since 100,000 of them are many. Stops it
 * when the task is aborted, so that nothing is scanned in vain.
 */
export async function runQuery(
  context: CollectContext,
  query: LogQuery,
  onRow: (row: QueryRow) => void,
): Promise<QueryOutcome> {
  const queryId = await startQuery(context, query);
  try {
    const first = await waitForEnd(context, queryId);
    if (first === null) return { state: "timeout" };
    return { state: "complete", rows: await readRows(context, { queryId, first, onRow }) };
  } catch (error) {
    if (context.signal.aborted) await stopQuery(context, queryId);
    throw error;
  }
}

async function startQuery(context: CollectContext, query: LogQuery): Promise<string> {
  const read = readAnswerOf(callOf(context, "logs", "StartQuery"));
  const answer = await context.call("logs", "StartQuery", (logs, options) =>
    logs.startQuery(
      {
        logGroupNames: [...query.logGroupNames],
        queryString: query.queryString,
        // Whole seconds, both ends included.
        startTime: Math.floor(query.from.getTime() / 1_000),
        endTime: Math.ceil(query.to.getTime() / 1_000) - 1,
      },
      options,
    ),
  );
  return read.text(answer.queryId, "queryId");
}

type ResultsAnswer = Readonly<Record<string, unknown>>;

/** The first page of the results; null when AWS gave the query up. */
async function waitForEnd(context: CollectContext, queryId: string): Promise<ResultsAnswer | null> {
  const call = callOf(context, "logs", "GetQueryResults");
  for (let poll = 0; poll < mostPolls; poll += 1) {
    const wait = (waits[poll] ?? 10) * context.queryPollMs;
    await sleep(wait, undefined, { signal: context.signal });
    const answer = await getResults(context, queryId, undefined);
    switch (textOrNull(answer.status)) {
      case "Complete":
        meterScan(context, answer);
        return answer;
      case "Timeout":
        meterScan(context, answer);
        return null;
      case "Running":
      case "Scheduled":
      case "Unknown":
        break;
      default:
        throw malformedAnswer(call, `the query ended as ${textOrNull(answer.status) ?? "nothing"}`);
    }
  }
  throw malformedAnswer(call, "the query did not end");
}

interface Reading {
  readonly queryId: string;
  /** The first page, which came with the poll that saw the end. */
  readonly first: ResultsAnswer;
  readonly onRow: (row: QueryRow) => void;
}

/** All rows, 10,000 a page. */
async function readRows(context: CollectContext, { queryId, first, onRow }: Reading): Promise<number> {
  const call = callOf(context, "logs", "GetQueryResults");
  const read = readAnswerOf(call);
  let rows = 0;
  const pages = pagesOf(call, null, async (token) => {
    const answer = token === undefined ? first : await getResults(context, queryId, token);
    return { items: read.requiredList(answer.results, "results"), nextToken: tokenOf(answer.nextToken, call) };
  });
  for await (const { items } of pages) {
    rows += items.length;
    for (const item of items) onRow(parseRow(read.requiredList(item, "row")));
  }
  return rows;
}

async function getResults(
  context: CollectContext,
  queryId: string,
  nextToken: string | undefined,
): Promise<ResultsAnswer> {
  const answer = await context.call("logs", "GetQueryResults", (logs, options) =>
    logs.getQueryResults({ queryId, nextToken, maxItems: 10_000 }, options),
  );
  return { ...answer };
}

function parseRow(fields: readonly unknown[]): QueryRow {
  const row = new Map<string, string>();
  for (const item of fields) {
    const field = recordOrNull(item);
    const name = textOrNull(field?.field);
    const value = textOrNull(field?.value);
    if (name !== null && value !== null) row.set(name, value);
  }
  return row;
}

function meterScan(context: CollectContext, answer: ResultsAnswer): void {
  const bytes = numberOrNull(recordOrNull(answer.statistics)?.bytesScanned) ?? 0;
  context.meter.add("logs", "StartQuery", "bytesScanned", bytes);
}

/** With a signal of its own: the task's has been aborted. */
async function stopQuery(context: CollectContext, queryId: string): Promise<void> {
  try {
    await context.call("logs", "StopQuery", (logs, options) => logs.stopQuery({ queryId }, options), {
      signal: AbortSignal.timeout(5_000),
    });
  } catch (error) {
    // It may have ended by itself; the task ends either way, with the reason that it was aborted for.
    const reason = error instanceof AwsFailureError ? error.failure.reason : "It took too long.";
    context.note("A log query could not be stopped", { queryId, reason });
  }
}
