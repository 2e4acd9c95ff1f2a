import fc from "fast-check";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { type Aws, createAws } from "#lib/aws/aws.ts";
import { createMeter } from "#lib/aws/meter.ts";
import type { CollectedPage, SourceInputs, SourceName, StartLogGroup } from "#lib/domain/collection/source.ts";
import { type Simulator, startSimulator } from "#simulator/server.ts";

const region = "eu-west-1";
const now = new Date("2026-11-20T10:30:00Z");
const hour = { from: new Date("2026-11-20T08:00:00Z"), to: new Date("2026-11-20T10:00:00Z") };
const day = { from: new Date("2026-11-15T00:00:00Z"), to: new Date("2026-11-20T00:00:00Z") };

let simulator: Simulator;
let aws: Aws;
let inputs: Partial<{ readonly [S in SourceName]: SourceInputs[S] }>;

beforeAll(async () => {
  // Half pages: three times as many cuts between them as the lists' own sizes give.
  simulator = await startSimulator({
    accounts: 1,
    regions: [region],
    functions: 170,
    seed: 31,
    now,
    quotaScale: 1_000,
    faults: "half-page=0.7",
  });
  vi.stubEnv("AWS_ENDPOINT_URL", simulator.url);
  vi.stubEnv("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "simulated");
  aws = createAws({
    quotaShare: 1,
    quotaScale: 1_000,
    homeRegion: region,
    regions: [],
    fingerprint: () => "hmac",
    now: () => now,
  });
  const cell = simulator.fleet.cell(simulator.fleet.organization.managementAccountId, region);
  const names = Array.from({ length: cell?.functionCount ?? 0 }, (_, at) => cell?.functionAt(at).name ?? "");
  const roles = simulator.fleet.iam(simulator.fleet.organization.managementAccountId)?.roles() ?? [];
  inputs = {
    accounts: {},
    functions: {},
    triggers: {},
    tags: {},
    roles: {},
    "log-groups": {},
    detail: { functionNames: names.slice(0, 25) },
    metrics: { requests: [{ ...hour, granularity: "hour", functionNames: names }] },
    "metric-history": { requests: [{ ...day, granularity: "day", functionNames: names }] },
    starts: {
      requests: [
        { ...hour, granularity: "hour", logGroups: names.slice(0, 12).map(logGroupOf) },
        { ...day, granularity: "day", logGroups: names.slice(0, 12).map(logGroupOf) },
      ],
    },
    "who-changed": {
      ...day,
      functionNames: names.slice(0, 6),
      eventNames: ["UpdateFunctionCode20150331v2", "UpdateFunctionConfiguration20150331v2"],
    },
    "role-usage": { roleArns: roles.slice(0, 35).map(({ Arn = "" }) => Arn) },
  };
});

afterAll(async () => {
  aws.close();
  vi.unstubAllEnvs();
  await simulator.close();
});

/** A function's own log group, of which nothing is known yet. */
function logGroupOf(name: string): StartLogGroup {
  return { logGroupName: `/aws/lambda/${name}`, functions: [{ name, memoryMb: 512, logFormat: "Text" }] };
}

/** Reads a source; stops after each page whose number is in `stops` and goes on from its cursor with nothing else. */
async function read(source: SourceName, stops: ReadonlySet<number>): Promise<CollectedPage<SourceName>[]> {
  const found: CollectedPage<SourceName>[] = [];
  const access = { accountId: null, roleArn: null, externalId: null };
  const task = { source, access, region, input: inputs[source] ?? {}, meter: createMeter() };
  const readFrom = async (cursor: string | null): Promise<string | null> => {
    for await (const page of aws.collect({ ...task, cursor, signal: AbortSignal.timeout(60_000) })) {
      found.push(page);
      if (page.nextCursor !== null && stops.has(found.length)) return page.nextCursor;
    }
    return null;
  };
  for (let cursor = await readFrom(null); cursor !== null; ) cursor = await readFrom(cursor);
  return found;
}

/** Rows of all pages, by list: what is told beside the rows (progress, tokens) may differ. */
function rowsOf(pages: readonly CollectedPage<SourceName>[]): Record<string, string[]> {
  const rows: Record<string, string[]> = {};
  for (const { page } of pages) {
    for (const [name, list] of Object.entries(page)) {
      if (Array.isArray(list)) rows[name] = [...(rows[name] ?? []), ...list.map((row) => JSON.stringify(row))];
    }
  }
  return rows;
}

const paged: readonly SourceName[] = [
  "accounts",
  "functions",
  "triggers",
  "tags",
  "roles",
  "log-groups",
  "detail",
  "metrics",
  "metric-history",
  "starts",
  "who-changed",
  "role-usage",
];

it.each(paged)("%s: interrupted anywhere, any number of times, it reads each row once", async (source) => {
  const whole = await read(source, new Set());
  const expected = rowsOf(whole);
  expect(Object.values(expected).flat().length).toBeGreaterThan(0);
  // What a query scanned is told without its window: two scans of one group may look alike.
  const { scans: _scans, ...entities } = expected;
  for (const list of Object.values(entities)) expect(new Set(list).size).toBe(list.length);
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { maxLength: 12 }), async (stops) => {
      expect(rowsOf(await read(source, new Set(stops)))).toEqual(expected);
    }),
    { numRuns: 4, examples: [[Array.from({ length: 12 }, (_, at) => at + 1)]] },
  );
});
