import { expect, it } from "vitest";
import { classifyFailure } from "#lib/aws/classify-failure.ts";
import type { CollectContext } from "#lib/aws/collectors/collector.ts";
import { AwsFailureError } from "#lib/aws/failure.ts";
import { createLimiter } from "#lib/aws/limiter.ts";
import { createMeter } from "#lib/aws/meter.ts";
import { createSlots } from "#lib/aws/quotas/slots.ts";
import type { FeltStep } from "./felt-steps.ts";
import { openLedger } from "./query-ledger.ts";
import { readFeltStep } from "./read-felt-step.ts";

const from = new Date("2026-11-20T08:00:00Z");
const to = new Date("2026-11-20T09:00:00Z");
const at = (seconds: number) => new Date(from.getTime() + seconds * 1000);

interface Line {
  readonly group: string;
  readonly stream: string;
  readonly at: Date;
  /** Of a report: when its invocation began. */
  readonly invoked?: Date;
  readonly billed?: number;
}

/** A start of 400 ms and its invocation of 100 ms, `pause` seconds after it. */
function environment(group: string, stream: string, seconds: number, pause = 0.1, billed = 500): Line[] {
  const invoked = at(seconds + 0.4 + pause);
  return [
    { group, stream, at: at(seconds) },
    { group, stream, at: new Date(invoked.getTime() + 100), invoked, billed },
  ];
}

function rowOf({ group, stream, at: seen, invoked, billed }: Line) {
  const fields: Record<string, string> = {
    "@log": `111122223333:${group}`,
    "@logStream": stream,
    firstSeen: seen.toISOString().replace("T", " ").replace("Z", ""),
    ...(invoked === undefined
      ? { kind: "INIT_START" }
      : {
          kind: "REPORT",
          invoked: invoked.getTime().toExponential(),
          init: "400",
          duration: "100",
          billed: String(billed),
        }),
  };
  return Object.entries(fields).map(([field, value]) => ({ field, value }));
}

/** Logs Insights over some lines. A group that is not there fails the query. */
function createContext(lines: readonly Line[], mostRows: number, missing: readonly string[] = []) {
  const asked: { groups: string; minutes: number }[] = [];
  const answers: ReturnType<typeof rowOf>[][] = [];
  const logs = {
    startQuery: async (query: { startTime: number; endTime: number; logGroupNames: readonly string[] }) => {
      if (query.logGroupNames.some((group) => missing.includes(group))) {
        const call = { service: "logs", operation: "StartQuery", region: "eu-west-1" } as const;
        const gone = Object.assign(new Error("gone"), { name: "ResourceNotFoundException" });
        throw new AwsFailureError(classifyFailure(gone, call));
      }
      const minutes = (query.endTime + 1 - query.startTime) / 60;
      asked.push({ groups: query.logGroupNames.join("+"), minutes });
      const found = lines.filter(({ group, at: seen }) => {
        const second = seen.getTime() / 1000;
        return query.logGroupNames.includes(group) && second >= query.startTime && second < query.endTime + 1;
      });
      return { queryId: String(answers.push(found.slice(0, mostRows).map(rowOf)) - 1) };
    },
    getQueryResults: async ({ queryId }: { queryId: string }) => ({
      status: "Complete",
      results: answers[Number(queryId)],
      statistics: { bytesScanned: 1_000 },
    }),
  };
  const meter = createMeter();
  const context = {
    region: "eu-west-1",
    meter,
    signal: new AbortController().signal,
    queryPollMs: 0,
    querySlots: createSlots(2),
    queryResultsLimiter: createLimiter(1),
    call: async (_service: string, _operation: string, send: (client: typeof logs, options: object) => unknown) =>
      await send(logs, {}),
  } as unknown as CollectContext;
  return { context, asked };
}

function stepOf(groups: Readonly<Record<string, readonly string[]>>, logsInitStart = true): FeltStep {
  const logGroups = Object.entries(groups).map(([logGroupName, names]) => ({
    logGroupName,
    functions: names.map((name) => ({ name, memoryMb: 128, logFormat: "Text", logsInitStart })),
  }));
  return { index: 3, granularity: "hour", window: { from, to }, logGroups, isSample: true };
}

const stream = (k: number, name = "") => `2026/11/20/${name}[$LATEST]${k.toString(16).padStart(32, "0")}`;

it("tells starts that somebody waited for from those ahead of need, and those of provisioned concurrency from both", async () => {
  const lines = [
    ...environment("a", stream(1), 60),
    ...environment("a", stream(2), 120, 300),
    ...environment("a", stream(3), 600, 0.1, 100),
    // Begun before the hour, long ahead of its first invocation.
    ...environment("a", stream(4), -600, 1200),
    // Begun before the hour, perhaps with somebody waiting.
    ...environment("a", stream(5), -0.2),
  ];
  const { context } = createContext(lines, 100);
  expect(await readFeltStep(context, stepOf({ a: ["orders"] }), openLedger(null))).toEqual({
    day: new Date("2026-11-20T00:00:00Z"),
    logGroupNames: ["a"],
    functions: [{ functionName: "orders", inits: 3, ahead: 2, unseen: 0 }],
  });
});

it("tells functions that share a group by their streams", async () => {
  const lines = [
    ...environment("shared", stream(1, "one"), 60),
    ...environment("shared", stream(2, "other"), 60, 20),
    ...environment("shared", stream(3, "stranger"), 60),
  ];
  const { context } = createContext(lines, 100);
  const { functions } = await readFeltStep(context, stepOf({ shared: ["one", "other"] }), openLedger(null));
  expect(functions).toEqual([
    { functionName: "one", inits: 1, ahead: 0, unseen: 0 },
    { functionName: "other", inits: 1, ahead: 1, unseen: 0 },
  ]);
});

it("says of a log without INIT_START that it tells nothing, and of one with some that the others began before", async () => {
  const silent = environment("a", stream(1), 60).slice(1);
  const { context } = createContext(
    [...silent, ...environment("b", stream(2), 60), ...environment("b", stream(3), 90).slice(1)],
    100,
  );
  const { functions } = await readFeltStep(context, stepOf({ a: ["silent"], b: ["telling"] }, false), openLedger(null));
  expect(functions).toEqual([
    { functionName: "silent", inits: 0, ahead: 0, unseen: 1 },
    { functionName: "telling", inits: 2, ahead: 1, unseen: 0 },
  ]);
});

it("asks again for groups, then for halves of the hour, where an answer is full, and counts nothing twice", async () => {
  const many = (group: string, count: number) =>
    Array.from({ length: count }, (_, k) => environment(group, stream(k), 30 + (k * 3500) / count)).flat();
  const { context, asked } = createContext([...many("a", 8), ...many("b", 30)], 40);
  const { functions } = await readFeltStep(context, stepOf({ a: ["a"], b: ["b"] }), openLedger(null), 40);
  expect(functions.map(({ functionName, inits, ahead }) => [functionName, inits, ahead])).toEqual([
    ["a", 8, 0],
    ["b", 30, 0],
  ]);
  expect(asked).toEqual([
    { groups: "a+b", minutes: 60 },
    { groups: "a", minutes: 60 },
    { groups: "b", minutes: 60 },
    { groups: "b", minutes: 30 },
    { groups: "b", minutes: 30 },
  ]);
});

it("leaves out a group that is gone", async () => {
  const { context, asked } = createContext(environment("a", stream(1), 60), 100, ["gone"]);
  const { functions } = await readFeltStep(context, stepOf({ a: ["a"], gone: ["gone"] }), openLedger(null));
  expect(functions).toEqual([{ functionName: "a", inits: 1, ahead: 0, unseen: 0 }]);
  expect(asked).toEqual([{ groups: "a", minutes: 60 }]);
});
