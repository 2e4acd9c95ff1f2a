import { setTimeout as sleep } from "node:timers/promises";
import { numberOrNull, readAnswerOf, recordOrNull, textOrNull } from "#lib/aws/answer.ts";
import { malformedAnswer } from "#lib/aws/classify-failure.ts";
import { type CollectContext, callOf } from "#lib/aws/collectors/collector.ts";
import { type AwsCall, AwsFailureError } from "#lib/aws/failure.ts";
import { pagesOf, tokenOf } from "#lib/aws/paging.ts";
import type { TimeWindow } from "#lib/domain/collection/source.ts";
import type { QueryLedger } from "./query-ledger.ts";
import { createQueryPace } from "./query-pace.ts";

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
  onRow: (row: readonly unknown[]) => void,
): Promise<QueryOutcome> {
  const remembered = ledger.started(query.part);
  const leave = await context.querySlots.take(context.signal);
  try {
    if (remembered !== null) {
      const known = await waitForEnd(context, query, { ...remembered, isFresh: false, onRow });
      if (known !== "given up") return known;
      if (remembered.starts >= mostStarts) throw givenUp(context);
    }
    const queryId = await startQuery(context, query);
    ledger.note(query.part, queryId);
    const ended = await waitForEnd(context, query, { id: queryId, isFresh: true, onRow });
    if (ended === "given up") throw givenUp(context);
    return ended;
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

/** A query that was started, by this process or an earlier one. */
interface StartedQuery {
  readonly id: string;
  readonly isFresh: boolean;
  readonly onRow: (row: readonly unknown[]) => void;
}

/** How it ended. `given up`: AWS has failed, cancelled or forgotten it. */
async function waitForEnd(
  context: CollectContext,
  { expectedBytes }: LogQuery,
  { id, isFresh, onRow }: StartedQuery,
): Promise<QueryOutcome | "given up"> {
  const waits = pace.waits(expectedBytes);
  let waited = 0;
  for (let look = 1; look <= mostLooks; look += 1) {
    // One that was started before a kill has probably ended.
    const wait = isFresh || look > 1 ? waits.next().value : 0;
    waited += wait;
    await sleep(wait * context.queryPollMs, undefined, { signal: context.signal });
    // A page of results is large: few tasks at once read theirs, each to its end.
    const seen = await context.queryResultsLimiter(async () => await lookAt(context, id, onRow), context.signal);
    if (seen === "runs") continue;
    if (seen === "given up") return seen;
    if (isFresh) pace.learn(expectedBytes, waited, look);
    context.meter.add("logs", "StartQuery", "bytesScanned", seen.bytes);
    return seen;
  }
  throw malformedAnswer(callOf(context, "logs", "GetQueryResults"), "the query did not end");
}

/** Looks how far a query is, and hands out all its rows when it has ended. */
async function lookAt(
  context: CollectContext,
  queryId: string,
  onRow: (row: readonly unknown[]) => void,
): Promise<QueryOutcome | "runs" | "given up"> {
  const call = callOf(context, "logs", "GetQueryResults");
  const read = readAnswerOf(call);
  let state: ReturnType<typeof stateOf> = "runs";
  let rows = 0;
  let bytes = 0;
  const pages = pagesOf(call, null, async (token) => {
    const answer = await getResults(context, queryId, token);
    if (token === undefined) {
      state = stateOf(call, answer);
      bytes = numberOrNull(recordOrNull(answer.statistics)?.bytesScanned) ?? 0;
    }
    // Of a query that has not ended, the rows found so far.
    if (state !== "complete") return { items: [], nextToken: null };
    return { items: read.requiredList(answer.results, "results"), nextToken: tokenOf(answer.nextToken, call) };
  });
  for await (const { items } of pages) {
    rows += items.length;
    for (const item of items) onRow(read.requiredList(item, "row"));
  }
  return outcomeOf(state, rows, bytes);
}

function outcomeOf(state: ReturnType<typeof stateOf>, rows: number, bytes: number) {
  if (state === "complete") return { state, rows, bytes };
  return state === "timeout" ? { state, bytes } : state;
}

type ResultsAnswer = Readonly<Record<string, unknown>>;

function stateOf(call: AwsCall, answer: ResultsAnswer): "complete" | "timeout" | "given up" | "runs" {
  const status = textOrNull(answer.status);
  switch (status) {
    case "Complete":
      return "complete";
    case "Timeout":
      return "timeout";
    case "Failed":
    case "Cancelled":
      return "given up";
    case "Running":
    case "Scheduled":
    case "Unknown":
      return "runs";
    default:
      throw malformedAnswer(call, `the query ended as ${status ?? "nothing"}`);
  }
}

/** 10,000 rows of the answer. A query that AWS does not know any more was forgotten with all its answers. */
async function getResults(
  context: CollectContext,
  queryId: string,
  nextToken: string | undefined,
): Promise<ResultsAnswer> {
  try {
    const answer = await context.call("logs", "GetQueryResults", (logs, options) =>
      logs.getQueryResults({ queryId, nextToken, maxItems: 10_000 }, options),
    );
    return { ...answer };
  } catch (error) {
    const forgotten = error instanceof AwsFailureError && error.failure.kind === "notFound";
    if (forgotten && nextToken === undefined) return { status: "Cancelled" };
    throw error;
  }
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
