import { expect, it } from "vitest";
import { classifyFailure } from "#lib/aws/classify-failure.ts";
import type { CollectContext } from "#lib/aws/collectors/collector.ts";
import { AwsFailureError } from "#lib/aws/failure.ts";
import { createLimiter } from "#lib/aws/limiter.ts";
import { createMeter } from "#lib/aws/meter.ts";
import { createSlots } from "#lib/aws/quotas/slots.ts";
import { openLedger } from "./query-ledger.ts";
import { readStep } from "./read-step.ts";

const hourMs = 3_600_000;
const from = new Date("2026-11-20T08:00:00Z");
const hour = (k: number) => new Date(from.getTime() + k * hourMs);
const mostRows = 1_000;
const pageSize = 100;

interface Query {
  readonly startTime: number;
  readonly endTime: number;
  readonly logGroupNames: readonly string[];
}

/** Rows of one hour: the first invocation of a function each, in as many groups as there are rows. */
const rowOf = (group: string, at: Date) => [
  { field: "@log", value: `111122223333:${group}` },
  { field: "period", value: at.toISOString().replace("T", " ").replace("Z", "") },
  { field: "kind", value: "REPORT" },
  { field: "lines", value: "1" },
  { field: "durationSum", value: "5" },
];

/** Logs Insights, of which each hour holds so many rows; answers are sorted by hour and end at the most that AWS gives. */
function createContext(rowsByHour: readonly number[], groups: readonly string[], forgotten = false) {
  const queries: Query[] = [];
  const answerOf = ({ startTime, endTime, logGroupNames }: Query) =>
    rowsByHour.flatMap((count, k) => {
      const at = hour(k);
      if (at.getTime() / 1_000 < startTime || at.getTime() / 1_000 > endTime) return [];
      const asked = groups.filter((group) => logGroupNames.includes(group));
      return asked.flatMap((group) => Array(Math.round(count / groups.length)).fill(rowOf(group, at)));
    });
  const answers: ReturnType<typeof rowOf>[][] = [];
  const logs = {
    startQuery: async (query: Query) => {
      answers.push(answerOf(query).slice(0, mostRows));
      return { queryId: String(queries.push(query) - 1) };
    },
    getQueryResults: async ({ queryId, nextToken }: { queryId: string; nextToken?: string }) => {
      const rows = answers[Number(queryId)];
      if (rows === undefined) throw new Error("There is no such query.");
      if (nextToken !== undefined && forgotten) {
        const call = { service: "logs", operation: "GetQueryResults", region: "eu-west-1" } as const;
        throw new AwsFailureError(
          classifyFailure(Object.assign(new Error("gone"), { name: "ResourceNotFoundException" }), call),
        );
      }
      const start = Number(nextToken ?? 0);
      const next = start + pageSize < rows.length ? String(start + pageSize) : undefined;
      const statistics = { bytesScanned: rows.length };
      return { status: "Complete", results: rows.slice(start, start + pageSize), statistics, nextToken: next };
    },
  };
  const context = {
    region: "eu-west-1",
    meter: createMeter(),
    signal: new AbortController().signal,
    queryPollMs: 0,
    querySlots: createSlots(2),
    queryResultsLimiter: createLimiter(1),
    call: async (_service: string, _operation: string, send: (client: typeof logs, options: object) => unknown) =>
      await send(logs, {}),
  } as unknown as CollectContext;
  return { context, queries };
}

function stepOf(hours: number, groups: readonly string[]) {
  const logGroups = groups.map((logGroupName) => ({
    logGroupName,
    functions: [{ name: logGroupName, memoryMb: 128, logFormat: "Text" }],
  }));
  return { index: 0, granularity: "hour", window: { from, to: hour(hours) }, logGroups } as const;
}

it("keeps of an answer that is full all hours but the last, and asks for that one alone again", async () => {
  const { context, queries } = createContext([600, 300, 200], ["a", "b"]);
  const page = await readStep(context, stepOf(3, ["a", "b"]), openLedger(null), mostRows);
  expect(queries.map(({ startTime }) => new Date(startTime * 1_000).getUTCHours())).toEqual([8, 10]);
  expect(page.points.reduce((sum, { reports }) => sum + reports, 0)).toBe(1_100);
  expect(page.scans.map(({ logGroupName, rows }) => [logGroupName, rows])).toEqual([
    ["a", 550],
    ["b", 550],
  ]);
  // What was scanned twice is counted twice.
  expect(page.scans.reduce((sum, { bytes }) => sum + bytes, 0)).toBeCloseTo(1_200);
});

it("divides the groups of an hour that alone fills an answer", async () => {
  const { context, queries } = createContext([1_500], ["a", "b"]);
  const page = await readStep(context, stepOf(1, ["a", "b"]), openLedger(null), mostRows);
  expect(queries.map(({ logGroupNames }) => logGroupNames.join("+"))).toEqual(["a+b", "a", "b"]);
  expect(page.points.map(({ functionName, reports }) => [functionName, reports])).toEqual([
    ["a", 750],
    ["b", 750],
  ]);
});

it("takes an answer that AWS forgets half-way for a failure, not for a group that is gone: nothing is counted twice", async () => {
  const { context, queries } = createContext([300], ["a", "b"], true);
  await expect(readStep(context, stepOf(1, ["a", "b"]), openLedger(null), mostRows)).rejects.toMatchObject({
    failure: { kind: "notFound", operation: "GetQueryResults" },
  });
  expect(queries).toHaveLength(1);
});
