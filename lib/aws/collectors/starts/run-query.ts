import { setTimeout as sleep } from "node:timers/promises";
import { numberOrNull, readAnswerOf, recordOrNull, textOrNull } from "#lib/aws/answer.ts";
import { malformedAnswer } from "#lib/aws/classify-failure.ts";
import { type CollectContext, callOf } from "#lib/aws/collectors/collector.ts";
import { AwsFailureError } from "#lib/aws/failure.ts";
import { pagesOf, tokenOf } from "#lib/aws/paging.ts";
import type { TimeWindow } from "#lib/domain/collection/source.ts";
import type { QueryLedger } from "./query-ledger.ts";
import { createQueryPace } from "./query-pace.ts";

/** A row of a query's answer: its fields as text, absent ones absent. */
export type QueryRow = ReadonlyMap<string, string>;

export interface LogQuery extends TimeWindow {
  readonly logGroupNames: readonly string[];
  readonly queryString: string;
  /** Names the query in the ledger. */
  readonly part: string;
  /** Null where no group was scanned before. */
  readonly expectedBytes: number | null;
}

/** How many rows there were and what was scanned, or that AWS ran out of time (60 minutes): a smaller window may do. */
export type QueryOutcome =
  | { readonly state: "complete"; readonly rows: number; readonly bytes: number }
  | { readonly state: "timeout"; readonly bytes: number };

/** Longer than the 60 minutes that AWS gives a query, even if each look waits the longest. */
const mostLooks = 400;
/** So often a query for the same part is started when AWS gives it up. */
const mostStarts = 3;

const pace = createQueryPace();

/**
 * Runs one Logs Insights query to its end and hands out its rows one by one, since 100,000 of them are many. A query
 * that the ledger remembers is not started again. When the task is aborted, a query that nobody could ask for later is
 * stopped; one that is remembered goes on, for whoever takes the task over.
 */
export async function runQuery(
  context: CollectContext,
  query: LogQuery,
  ledger: QueryLedger,
  onRow: (row: QueryRow) => void,
): Promise<QueryOutcome> {
  const remembered = ledger.started(query.part);
  const leave = await context.querySlots.take(context.signal);
  try {
    if (remembered !== null) {
      const known = await waitForEnd(context, query, { ...remembered, isFresh: false });
      if (known.state !== "given up") return await outcomeOf(context, remembered.id, known, onRow);
      if (remembered.starts >= mostStarts) throw givenUp(context);
    }
    const queryId = await startQuery(context, query);
    ledger.note(query.part, queryId);
    const ended = await waitForEnd(context, query, { id: queryId, isFresh: true });
    if (ended.state === "given up") throw givenUp(context);
    return await outcomeOf(context, queryId, ended, onRow);
  } catch (error) {
    const running = ledger.started(query.part);
    if (context.signal.aborted && running !== null && !ledger.mayBeKept(query.part))
      await stopQuery(context, running.id);
    throw error;
  } finally {
    leave();
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

/** How a query ended, with the first page of its results. `given up`: AWS has failed, cancelled or forgotten it. */
interface Ended {
  readonly state: "complete" | "timeout" | "given up";
  readonly answer: ResultsAnswer;
}

async function waitForEnd(
  context: CollectContext,
  { expectedBytes }: LogQuery,
  { id, isFresh }: { readonly id: string; readonly isFresh: boolean },
): Promise<Ended> {
  const call = callOf(context, "logs", "GetQueryResults");
  const waits = pace.waits(expectedBytes);
  let waited = 0;
  for (let look = 1; look <= mostLooks; look += 1) {
    // One that was started before a kill has probably ended.
    const wait = isFresh || look > 1 ? waits.next().value : 0;
    waited += wait;
    await sleep(wait * context.queryPollMs, undefined, { signal: context.signal });
    const answer = await lookAt(context, id);
    const status = textOrNull(answer.status);
    switch (status) {
      case "Complete":
      case "Timeout":
        if (isFresh) pace.learn(expectedBytes, waited, look);
        return { state: status === "Complete" ? "complete" : "timeout", answer };
      case "Failed":
      case "Cancelled":
        return { state: "given up", answer };
      case "Running":
      case "Scheduled":
      case "Unknown":
        break;
      default:
        throw malformedAnswer(call, `the query ended as ${status ?? "nothing"}`);
    }
  }
  throw malformedAnswer(call, "the query did not end");
}

/** A query that AWS does not know any more was forgotten with all its answers. */
async function lookAt(context: CollectContext, id: string): Promise<ResultsAnswer> {
  try {
    return await getResults(context, id, undefined);
  } catch (error) {
    if (error instanceof AwsFailureError && error.failure.kind === "notFound") return { status: "Cancelled" };
    throw error;
  }
}

async function outcomeOf(
  context: CollectContext,
  queryId: string,
  { state, answer }: Ended,
  onRow: (row: QueryRow) => void,
): Promise<QueryOutcome> {
  const bytes = numberOrNull(recordOrNull(answer.statistics)?.bytesScanned) ?? 0;
  context.meter.add("logs", "StartQuery", "bytesScanned", bytes);
  if (state === "timeout") return { state, bytes };
  return { state: "complete", rows: await readRows(context, { queryId, first: answer, onRow }), bytes };
}

interface Reading {
  readonly queryId: string;
  /** The first page, which came with the look that saw the end. */
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
  return await context.queryResultsLimiter(async () => {
    const answer = await context.call("logs", "GetQueryResults", (logs, options) =>
      logs.getQueryResults({ queryId, nextToken, maxItems: 10_000 }, options),
    );
    return { ...answer };
  }, context.signal);
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

function givenUp(context: CollectContext): AwsFailureError {
  return malformedAnswer(callOf(context, "logs", "GetQueryResults"), "the query was given up");
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
