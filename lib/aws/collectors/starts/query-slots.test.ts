import { setImmediate as turn } from "node:timers/promises";
import { expect, it } from "vitest";
import type { CollectContext } from "#lib/aws/collectors/collector.ts";
import { starts } from "#lib/aws/collectors/starts.ts";
import { createLimiter } from "#lib/aws/limiter.ts";
import { createMeter } from "#lib/aws/meter.ts";
import { createSlots, type Slots } from "#lib/aws/quotas/slots.ts";
import type { StartRequest } from "#lib/domain/collection/source.ts";

/** Hours that are queried one by one, as if each had all rows that an answer is planned with. */
const requests = [8, 9, 10, 11].map((hour): StartRequest => {
  const functions = [{ name: "one", memoryMb: 128, logFormat: "Text" }];
  return {
    granularity: "hour",
    from: new Date(Date.UTC(2026, 10, 20, hour)),
    to: new Date(Date.UTC(2026, 10, 20, hour + 1)),
    logGroups: [{ logGroupName: "/aws/lambda/one", functions, rowsPerPeriod: 60_000 }],
  };
});

/** Logs Insights, that says how many queries were started, and how many were under way at once at most. */
function openLogs(slots: Slots) {
  const seen = { started: 0, underWay: 0, most: 0, asked: 0 };
  const logs = {
    startQuery: async () => {
      seen.underWay += 1;
      seen.most = Math.max(seen.most, seen.underWay);
      seen.started += 1;
      return { queryId: String(seen.started) };
    },
    getQueryResults: async () => {
      await turn();
      seen.underWay -= 1;
      return { status: "Complete", results: [], statistics: { bytesScanned: 1 } };
    },
  };
  const querySlots: Slots = {
    take: async (signal) => {
      seen.asked += 1;
      return await slots.take(signal);
    },
    setCount: slots.setCount,
  };
  const context = {
    region: "eu-west-1",
    meter: createMeter(),
    signal: new AbortController().signal,
    now: () => new Date("2026-11-20T12:20:00Z"),
    queryPollMs: 0,
    querySlots,
    queryResultsLimiter: createLimiter(6),
    call: async (_service: string, _operation: string, send: (client: typeof logs, options: object) => unknown) =>
      await send(logs, {}),
  } as unknown as CollectContext;
  return { context, seen };
}

async function collect(context: CollectContext): Promise<number> {
  let pages = 0;
  for await (const { page } of starts.collect(context, { requests }, null)) pages += Number(page.scans.length > 0);
  return pages;
}

it("no log query starts while the account-Region has no room for one, and each starts when there is", async () => {
  const slots = createSlots(1);
  const leave = await slots.take(new AbortController().signal);
  const { context, seen } = openLogs(slots);
  const reading = collect(context);
  await expect.poll(() => seen.asked).toBeGreaterThan(0);
  for (let round = 0; round < 20; round += 1) await turn();
  expect(seen.started).toBe(0);
  leave();
  expect(await reading).toBe(requests.length);
  expect(seen).toMatchObject({ started: requests.length, most: 1 });
});

it("queries run side by side where there is room for more", async () => {
  const { context, seen } = openLogs(createSlots(100));
  expect(await collect(context)).toBe(requests.length);
  expect(seen.most).toBeGreaterThan(1);
});
