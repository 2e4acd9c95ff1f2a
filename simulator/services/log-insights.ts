import type {
  DescribeQueriesRequest,
  DescribeQueriesResponse,
  GetQueryResultsRequest,
  GetQueryResultsResponse,
  StartQueryRequest,
  StartQueryResponse,
  StopQueryRequest,
  StopQueryResponse,
} from "@aws-sdk/client-cloudwatch-logs";
import { runInsightsQuery } from "#simulator/fleet/insights/run.ts";
import { InsightsSyntaxError } from "#simulator/fleet/insights/syntax-error.ts";
import type { InsightsQuery } from "#simulator/fleet/types.ts";
import { AwsError } from "#simulator/wire/aws-error.ts";
import type { WrittenList } from "#simulator/wire/written-list.ts";
import { type LogQuery, type LogQueryStore, statusOf } from "./log-queries.ts";
import { page, pageOf } from "./paging.ts";
import type { Operation, ServiceCall, ServiceOperations } from "./service.ts";

const MAX_GROUPS = 50;
const MAX_ROWS = 100_000;
const ROWS_PAGE = 10_000;
const QUERIES_PAGE = 1_000;
const MAX_CONCURRENT = 100;
const invalidToken = "InvalidParameterException";

/** Rows that are there are written already. */
type QueryResults = Omit<GetQueryResultsResponse, "results"> & { readonly results: WrittenList | readonly never[] };

/** StartQuery and what follows it: a query runs, then completes, and its rows are read in pages. */
export function createLogInsights(store: LogQueryStore): ServiceOperations {
  const startQuery: Operation<StartQueryRequest, StartQueryResponse> = (input, call) => {
    const query = readQuery(input, call);
    checkSyntax(call, query);
    if (store.running(call.accountId, call.region) >= MAX_CONCURRENT) {
      throw new AwsError("LimitExceededException", `More than ${MAX_CONCURRENT} queries are running at once.`);
    }
    return { queryId: store.start(query, call.now).id };
  };

  const getQueryResults: Operation<GetQueryResultsRequest, QueryResults> = async (input, call) => {
    const query = findQuery(store, call, input.queryId);
    const status = statusOf(query);
    // Rows that were forgotten since are waited for: a query that is complete does not run again.
    const result = status === "Complete" ? await store.result(query) : null;
    if (result === null) {
      return { status, results: [], statistics: { recordsMatched: 0, recordsScanned: 0, bytesScanned: 0 } };
    }
    const { results, statistics } = result;
    const request = { token: input.nextToken, limit: input.maxItems, size: ROWS_PAGE, invalidToken };
    const { items, next } = page(call, results.length, (index) => index, request);
    const [first = 0] = items;
    const logGroupsScanned = query.query.logGroupNames.length;
    return {
      status,
      results: results.slice(first, first + items.length),
      statistics: { ...statistics, logGroupsScanned },
      nextToken: next,
    };
  };

  const stopQuery: Operation<StopQueryRequest, StopQueryResponse> = (input, call) => {
    const query = findQuery(store, call, input.queryId);
    if (statusOf(query) !== "Running") {
      throw new AwsError("InvalidParameterException", "Query has ended or was stopped already.");
    }
    query.stopped = true;
    return { success: true };
  };

  const describeQueries: Operation<DescribeQueriesRequest, DescribeQueriesResponse> = (input, call) => {
    const queries = store
      .list(call.accountId, call.region)
      .filter((query) => input.status === undefined || statusOf(query) === input.status)
      .filter(({ query }) => input.logGroupName === undefined || query.logGroupNames.includes(input.logGroupName));
    const request = { token: input.nextToken, limit: input.maxResults, size: QUERIES_PAGE, invalidToken };
    const { items, next } = pageOf(call, queries, request);
    return {
      queries: items.map((query) => ({
        queryId: query.id,
        queryString: query.query.queryString,
        status: statusOf(query),
        createTime: query.createdAt.getTime(),
        logGroupName: query.query.logGroupNames[0],
      })),
      nextToken: next,
    };
  };

  return {
    StartQuery: startQuery,
    GetQueryResults: getQueryResults,
    StopQuery: stopQuery,
    DescribeQueries: describeQueries,
  };
}

function readQuery(input: StartQueryRequest, call: ServiceCall): InsightsQuery {
  const names = [
    ...(input.logGroupName === undefined ? [] : [input.logGroupName]),
    ...(input.logGroupNames ?? []),
    ...(input.logGroupIdentifiers ?? []).map(nameOf),
  ];
  if (names.length === 0 || names.length > MAX_GROUPS) {
    throw new AwsError("InvalidParameterException", `A query takes 1 to ${MAX_GROUPS} log groups.`);
  }
  if (input.queryLanguage !== undefined && input.queryLanguage !== "CWLI") {
    throw new AwsError("InvalidParameterException", `The simulated AWS does not run ${input.queryLanguage} queries.`);
  }
  const { startTime, endTime, queryString, limit } = input;
  if (startTime === undefined || endTime === undefined || queryString === undefined || startTime > endTime) {
    throw new AwsError("InvalidParameterException", "End time should not be less than start time");
  }
  if (limit !== undefined && (limit < 1 || limit > MAX_ROWS)) {
    throw new AwsError("InvalidParameterException", `The limit must lie between 1 and ${MAX_ROWS}.`);
  }
  for (const name of names) {
    if (call.cell.findLogGroup(name) === null) {
      throw new AwsError(
        "ResourceNotFoundException",
        `Log group '${name}' does not exist for account ID '${call.accountId}'`,
      );
    }
  }
  const { accountId, region } = call;
  // StartQuery takes whole seconds and includes the last of them; times in milliseconds are accepted too.
  const start = new Date(toMs(startTime));
  const end = new Date(toMs(endTime) + (isMs(endTime) ? 1 : 1_000));
  return {
    accountId,
    region,
    logGroupNames: names,
    queryString,
    start,
    end,
    ...(limit === undefined ? {} : { limit }),
  };
}

const MS_FROM = 100_000_000_000;

function isMs(time: number): boolean {
  return time >= MS_FROM;
}

function toMs(time: number): number {
  return isMs(time) ? time : time * 1_000;
}

/** A log group may be named by its ARN, with or without the trailing `:*`. */
function nameOf(identifier: string): string {
  return /^arn:aws:logs:[^:]*:\d{12}:log-group:([^:]+)/.exec(identifier)?.[1] ?? identifier;
}

/** Runs the query over no time at all: the text is parsed, no event is read. */
function checkSyntax(call: ServiceCall, query: InsightsQuery): void {
  try {
    runInsightsQuery(call.fleet, { ...query, end: query.start });
  } catch (error) {
    if (error instanceof InsightsSyntaxError) {
      const { message, position } = error;
      const location = { startCharOffset: position, endCharOffset: query.queryString.length };
      throw new AwsError("MalformedQueryException", message, {
        members: { queryCompileError: { location, message } },
      });
    }
    throw error;
  }
}

function findQuery(store: LogQueryStore, call: ServiceCall, id: string | undefined): LogQuery {
  const query = store.find(call.accountId, call.region, id ?? "");
  if (query === undefined) {
    throw new AwsError("ResourceNotFoundException", `Query ${id} does not exist.`);
  }
  return query;
}
