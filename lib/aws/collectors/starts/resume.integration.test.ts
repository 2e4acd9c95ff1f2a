import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Aws, createAws } from "#lib/aws/aws.ts";
import { createMeter } from "#lib/aws/meter.ts";
import type { CollectedPage, StartRequest } from "#lib/domain/collection/source.ts";
import { type Simulator, startSimulator } from "#simulator/server.ts";

const now = new Date("2026-11-21T12:00:00Z");
const at = (hour: number) => new Date(now.getTime() - (12 - hour) * 3_600_000);
const region = "eu-west-1";

let simulator: Simulator;
let aws: Aws;
let requests: readonly StartRequest[];

beforeAll(async () => {
  // Slow enough for a query to be under way when its worker dies.
  simulator = await startSimulator({ accounts: 1, regions: [region], functions: 20, seed: 3, now, quotaScale: 1 });
  process.env.AWS_ENDPOINT_URL = simulator.url;
  process.env.AWS_ACCESS_KEY_ID = "AKIAIOSFODNN7EXAMPLE";
  process.env.AWS_SECRET_ACCESS_KEY = "not-a-secret";
  aws = createAws({
    quotaShare: 1,
    quotaScale: 1,
    homeRegion: region,
    regions: [],
    fingerprint: () => "",
    now: () => now,
  });
  const cell = simulator.fleet.cell(simulator.fleet.accounts[0]?.id ?? "", region);
  if (cell === null) throw new Error("The fleet has no such Region.");
  const logGroups = Array.from({ length: cell.functionCount }, (_, index) => {
    const { name } = cell.functionAt(index);
    return { logGroupName: `/aws/lambda/${name}`, functions: [{ name, memoryMb: 128, logFormat: "Text" }] };
  }).filter(({ logGroupName }) => cell.findLogGroup(logGroupName) !== null);
  requests = [9, 10, 11].map((hour) => ({ granularity: "hour", from: at(hour), to: at(hour + 1), logGroups }));
});

afterAll(async () => {
  aws.close();
  await simulator.close();
});

function collect(cursor: string | null, meter = createMeter(), signal = new AbortController().signal) {
  const access = { accountId: null, roleArn: null, externalId: null };
  return aws.collect({ source: "starts", access, region, input: { requests }, cursor, meter, signal });
}

type Page = CollectedPage<"starts">;

async function rest(pages: AsyncIterable<Page>): Promise<Page[]> {
  const all: Page[] = [];
  for await (const page of pages) all.push(page);
  return all;
}

const started = () => calls("StartQuery");

function calls(operation: string): number {
  return simulator.requests().reduce((sum, row) => (row.operation === operation ? sum + row.calls : sum), 0);
}

const pointsOf = (pages: readonly Page[]) => pages.flatMap(({ page }) => page.points);

describe("a task that is gone on with", () => {
  it("asks for the answers of queries that were started, and starts none again", async () => {
    const undisturbed = await rest(collect(null));
    const before = started();
    expect(before).toBe(3);
    expect(pointsOf(undisturbed).length).toBeGreaterThan(0);

    const dying = collect(null)[Symbol.asyncIterator]();
    let cursor: string | null = null;
    // Until all three queries are named in what the store keeps.
    while (Object.keys(JSON.parse(cursor ?? '{"queries":{}}').queries).length < 3) {
      const next = await dying.next();
      if (next.done === true) throw new Error("The queries ended before they were noted.");
      expect(next.value.page.points).toEqual([]);
      cursor = next.value.nextCursor;
    }
    expect(started()).toBe(before + 3);
    // Killed: nobody asks this one again.
    const meter = createMeter();
    const resumed = await rest(collect(cursor, meter));
    expect(started()).toBe(before + 3);
    expect(pointsOf(resumed)).toEqual(pointsOf(undisturbed));
    expect(resumed.at(-1)?.nextCursor).toBeNull();
    expect(meter.rows().find(({ operation }) => operation === "StartQuery")?.bytesScanned).toBeGreaterThan(0);
    await rest({ [Symbol.asyncIterator]: () => dying });
  });

  it("lets queries go on that the store knows of when the worker stops", async () => {
    const stopping = new AbortController();
    const pages = collect(null, createMeter(), stopping.signal)[Symbol.asyncIterator]();
    for (let known = 0; known < 3; ) {
      const next = await pages.next();
      if (next.done === true) throw new Error("The queries ended before they were noted.");
      known = Object.keys(JSON.parse(next.value.nextCursor ?? "{}").queries).length;
    }
    const stopped = calls("StopQuery");
    const more = pages.next();
    stopping.abort(new Error("The worker stops."));
    await expect(more).rejects.toThrow("aborted");
    expect(calls("StopQuery")).toBe(stopped);
  });

  it("stops queries that nobody could ask for later", async () => {
    const stopped = calls("StopQuery");
    const pages = collect(null);
    for await (const { nextCursor } of pages) {
      expect(nextCursor).not.toBeNull();
      break;
    }
    expect(calls("StopQuery")).toBeGreaterThan(stopped);
  });

  it("starts a query again that AWS has forgotten, and gives up one that it always forgets", async () => {
    const before = started();
    const forgotten = (starts: number) =>
      JSON.stringify({ done: 2, queries: { "2": { id: "10600000-0000-4000-8000-00000000ffff", starts } } });
    const pages = await rest(collect(forgotten(1)));
    expect(started()).toBe(before + 1);
    expect(pages.at(-1)?.nextCursor).toBeNull();
    await expect(rest(collect(forgotten(3)))).rejects.toThrow("the query was given up");
    expect(started()).toBe(before + 1);
  });
});
