import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ensurePartitions } from "#lib/db/partitions.ts";
import { sharedDatabase } from "#lib/db/shared-database.ts";
import { listStratumRows } from "#lib/db/sql/network/strata.ts";
import { type Histogram, histogramOf } from "#lib/domain/statistics/histogram.ts";
import { packHistogram } from "#lib/domain/statistics/packed-histogram.ts";
import { seededRandom } from "#lib/domain/statistics/seeded-random.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { simulatedStrata } from "#lib/testing/simulated-strata.ts";
import { listMovesOfFunction, listVpcMoves } from "./list-moves.ts";
import { startPenalty } from "./start-penalty.ts";

const account = "111122223333";
const now = new Date("2026-11-20T12:00:00Z");
const dayMs = 86_400_000;
const plantedMs = 38;
const movedMs = 80;
const movedAt = new Date(now.getTime() - 9 * dayMs);
const everything = { accountIds: [], regions: [], teamId: null };
const period = { ...everything, from: new Date(now.getTime() - 7 * dayMs), to: now, preset: "7d" } as const;
const arnOf = (name: string) => `arn:aws:lambda:eu-west-1:${account}:function:${name}`;

let database: TestDatabase;
let made = 0;

interface Made {
  readonly runtime: string;
  readonly vpc: boolean;
  readonly memoryMb?: number;
  readonly name?: string;
  readonly snapStart?: boolean;
  readonly layers?: number;
}

async function createFunction({ runtime, vpc, memoryMb = 512, name, snapStart = false, layers = 0 }: Made) {
  made += 1;
  const called = name ?? `fn-${made}`;
  const { id } = await database.prisma.function.create({
    data: {
      accountId: account,
      region: "eu-west-1",
      name: called,
      arn: arnOf(called),
      runtime,
      architecture: "arm64",
      memoryMb,
      timeoutSeconds: 3,
      packageType: "Zip",
      codeBytes: 2_000_000n,
      description: "",
      roleArn: `arn:aws:iam::${account}:role/r`,
      lastModified: now,
      vpcId: vpc ? "vpc-1" : null,
      layerArns: Array.from({ length: layers }, (_, k) => `arn:aws:lambda:eu-west-1:${account}:layer:l:${k + 1}`),
      ephemeralStorageMb: 512,
      snapStart: snapStart ? "PublishedVersions" : "None",
      tracingMode: "PassThrough",
      logFormat: "Text",
      logGroupName: `/aws/lambda/${called}`,
      tags: {},
      documentSha256: new Uint8Array(32),
      firstSeenAt: now,
      lastSeenAt: now,
    },
  });
  return id;
}

async function saveWindow(functionId: number, window: "7d" | "90d", init: Histogram) {
  await database.prisma.functionWindow.create({
    data: { accountId: account, functionId, window, computedAt: now, initHistogram: packHistogram(init) },
  });
}

/** Seven days before and eight after the move, 30 starts each; `addedMs` since. */
async function saveDays(functionId: number, random: () => number, addedMs: number) {
  const level = 300 * Math.exp(0.9 * (random() - 0.4));
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  // A control must have started in the last 90 days; of the moved function itself nothing is asked.
  if (addedMs !== movedMs) await saveWindow(functionId, "90d", histogramOf([level]));
  for (let day = -8; day <= 7; day += 1) {
    const at = new Date(movedAt.getTime() + day * dayMs);
    const added = day < 0 ? 0 : addedMs;
    const init = histogramOf(Array.from({ length: 30 }, () => level * Math.exp(0.3 * normal()) + added));
    await database.pool.query(
      "INSERT INTO function_days (account_id, function_id, day, init_histogram) VALUES ($1, $2, $3, $4)",
      [account, functionId, at.toISOString().slice(0, 10), Buffer.from(packHistogram(init))],
    );
  }
}

async function saveChange(name: string, classes: string[], summary: string, fields: object[], occurredAt = movedAt) {
  await database.prisma.change.create({
    data: {
      accountId: account,
      region: "eu-west-1",
      entityKind: "function",
      entityId: arnOf(name),
      entityName: name,
      kind: "updated",
      classes,
      summary,
      fields,
      occurredAt,
      detectedAt: now,
    },
  });
}

const vpcField = (before: string, after: string) => ({ path: ["VpcConfig", "VpcId"], before, after, class: "network" });

beforeAll(async () => {
  database = await createTestDatabase();
  process.env.DATABASE_URL = database.url;
  await database.prisma.account.create({ data: { id: account, name: "shop", origin: "configured" } });
  const fleet = simulatedStrata({ seed: 11, strata: 6, penaltyMs: plantedMs, functions: [10, 30], inits: [20, 600] });
  for (const [k, { vpc, other }] of fleet.entries()) {
    for (const init of vpc) await saveWindow(await createFunction({ runtime: `runtime-${k}`, vpc: true }), "7d", init);
    for (const init of other)
      await saveWindow(await createFunction({ runtime: `runtime-${k}`, vpc: false }), "7d", init);
  }
  const starts = histogramOf([300, 310, 320]);
  await saveWindow(await createFunction({ runtime: "runtime-0", vpc: true, snapStart: true, layers: 2 }), "7d", starts);

  await ensurePartitions(database.pool, "function_days", [movedAt, now, new Date(movedAt.getTime() - 8 * dayMs)]);
  const random = seededRandom(5);
  await saveDays(await createFunction({ runtime: "moving", vpc: true, name: "moved" }), random, movedMs);
  for (let k = 0; k < 8; k += 1) await saveDays(await createFunction({ runtime: "moving", vpc: false }), random, 0);
  // It changed in the same days, so it says nothing of what would have happened anyway.
  await saveDays(await createFunction({ runtime: "moving", vpc: false, name: "deployed" }), random, 900);
  await saveChange("deployed", ["code"], "New code", []);
  await saveChange("moved", ["network", "memory"], "Network: VpcId changed", [vpcField("", "vpc-1")]);
  await saveChange("moved", ["code"], "New code", [], new Date(movedAt.getTime() + dayMs));
  await saveChange("moved", ["network"], "Subnets changed", [
    { path: ["VpcConfig", "SubnetIds"], before: ["a"], after: ["b"] },
  ]);
  // More changes of networks than are looked through, all later than the move, and none of them one.
  await createFunction({ runtime: "busy", vpc: true, name: "busy" });
  const groups = { path: ["VpcConfig", "SecurityGroupIds"], before: ["a"], after: ["b"] };
  await database.pool.query(
    `INSERT INTO changes (id, account_id, region, entity_kind, entity_id, entity_name, kind, classes, summary, fields,
       occurred_at, detected_at)
     SELECT gen_random_uuid(), $1, 'eu-west-1', 'function', $2, 'busy', 'updated', '{network}', 'Groups changed', $3, $4, $4
     FROM generate_series(1, 250)`,
    [account, arnOf("busy"), JSON.stringify([groups]), now],
  );
  await createFunction({ runtime: "quiet", vpc: true, name: "quiet" });
  const told = { path: ["VpcConfig", "SubnetIds"], after: ["subnet-1"], told: true };
  await saveChange("quiet", ["configuration", "network"], "UpdateFunctionConfiguration by alice", [told]);
});

afterAll(async () => {
  await sharedDatabase().close();
  await database.drop();
});

describe("the start penalty of stored functions", () => {
  it("holds what was planted, with both sides counted", async () => {
    const penalty = startPenalty(await listStratumRows(database.pool, period));
    expect(penalty.pooled?.interval.low).toBeLessThanOrEqual(plantedMs);
    expect(penalty.pooled?.interval.high).toBeGreaterThanOrEqual(plantedMs);
    expect(penalty.twoSidedStrata).toBe(6);
    const inVpc = penalty.strata.reduce((sum, { vpcFunctions }) => sum + vpcFunctions, 0);
    const stored = await database.prisma.function.count({
      where: { vpcId: { not: null }, snapStart: "None", runtime: { startsWith: "runtime-" } },
    });
    expect(inVpc).toBe(stored);
    expect(penalty.pooled?.vpcFunctions).toBe(stored);
  });

  it("keeps SnapStart and layers apart, and names who has no counterpart", async () => {
    const { unmatched, unmatchedStrata } = startPenalty(await listStratumRows(database.pool, period));
    expect(unmatchedStrata).toBe(1);
    expect(unmatched[0]).toMatchObject({ functions: 1, inits: 3 });
    expect(unmatched[0]?.label).toContain("2 layers · SnapStart");
  });

  it("says the same from days as from a window, one histogram a function", async () => {
    const range = { ...period, preset: null, from: new Date(now.getTime() - 16 * dayMs) } as const;
    const { pooled, unmatched } = startPenalty(await listStratumRows(database.pool, range));
    // Only functions of the move have days; the one inside has nine like it outside.
    expect(unmatched).toEqual([]);
    expect(pooled).toMatchObject({ vpcFunctions: 1, otherFunctions: 9 });
  });
});

describe("functions before and after a move", () => {
  it("holds the planted shift, next to functions that did not change, with what else changed", async () => {
    const [move] = await listMovesOfFunction(account, arnOf("moved"), now);
    expect(move).toMatchObject({ direction: "in", name: "moved" });
    expect(move?.effect).toMatchObject({ controls: 8, basis: "stratum", beforeInits: 210, afterInits: 210 });
    expect(move?.effect?.interval.low).toBeLessThanOrEqual(movedMs);
    expect(move?.effect?.interval.high).toBeGreaterThanOrEqual(movedMs);
    expect(move?.effect?.interval.low).toBeGreaterThan(0);
    expect(move?.confounders).toEqual(["memory, with the move", "Subnets changed", "New code"]);
  });

  it("lists moves only, and says where starts are too few", async () => {
    const moves = await listVpcMoves(everything, now);
    expect(moves.map(({ name, direction }) => [name, direction]).toSorted()).toEqual([
      ["moved", "in"],
      ["quiet", "set"],
    ]);
    expect(moves.find(({ name }) => name === "quiet")).toMatchObject({ effect: null, beforeInits: 0, confounders: [] });
    expect(await listVpcMoves({ ...everything, regions: ["us-east-1"] }, now)).toEqual([]);
    expect(await listVpcMoves({ ...everything, teamId: "'; DROP TABLE functions" }, now)).toEqual([]);
  });
});
