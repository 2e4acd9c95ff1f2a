import { describe, expect, it } from "vitest";
import { bucketOf, countOf, quantile } from "#lib/domain/statistics/histogram.ts";
import { unpackHistogram } from "#lib/domain/statistics/packed-histogram.ts";
import { createFailureTally } from "./failure-tally.ts";
import { createRowParser, type StartRow } from "./parse-row.ts";
import { createStartTally } from "./start-tally.ts";
import { createVersionTally } from "./version-tally.ts";

const at = "2026-11-20 10:00:00.000";

function row(fields: Readonly<Record<string, string | number>>): StartRow {
  const all = { "@log": "111122223333:/aws/lambda/orders", period: at, kind: "REPORT", lines: 1, ...fields };
  const parsed = createRowParser()(Object.entries(all).map(([field, value]) => ({ field, value: String(value) })));
  if (parsed === null) throw new Error("not a row");
  return parsed;
}

describe("parseStartRow", () => {
  it("reads group, period and numbers, and leaves absent ones null", () => {
    expect(row({ durationSum: "12.5", initBucket: "" })).toMatchObject({
      logGroupName: "/aws/lambda/orders",
      at: new Date("2026-11-20T10:00:00Z"),
      durationSum: 12.5,
      initBucket: null,
      streamFunction: null,
    });
  });

  it("takes times written as milliseconds too", () => {
    expect(row({ firstSeen: "1795168800000", status: "timeout" }).firstSeen).toEqual(new Date(1_795_168_800_000));
  });

  it("leaves out when a success was seen, of which nobody asks", () => {
    const times = { firstSeen: "1795168800000", lastSeen: "1795168900000" };
    expect(row({ ...times, status: "success" })).toMatchObject({ firstSeen: null, lastSeen: null });
    expect(row({ ...times, errorType: "Runtime.OutOfMemory" }).lastSeen).toEqual(new Date(1_795_168_900_000));
    expect(row({ ...times, kind: "ERROR" }).lastSeen).toEqual(new Date(1_795_168_900_000));
  });

  it("refuses lines that are none of ours", () => {
    expect(createRowParser()([{ field: "kind", value: "something" }])).toBeNull();
  });
});

describe("createStartTally", () => {
  const warm = row({
    lines: 97,
    durationSum: 9_700,
    durationMax: 120,
    durationCeilSum: 9_700,
    billedSum: 9_700,
    billedMemorySum: 9_700 * 512,
    usedMax: 90,
    durationBucket: bucketOf(100),
  });
  const cold = row({
    lines: 3,
    durationSum: 450,
    durationMax: 160,
    durationCeilSum: 450,
    billedSum: 1_950,
    billedMemorySum: 1_950 * 512,
    initSum: 1_500,
    initMax: 510,
    usedMax: 95,
    durationBucket: bucketOf(150),
    initBucket: bucketOf(500),
  });

  it("adds warm and cold starts up, with what INIT added to the bill", () => {
    const tally = createStartTally();
    tally.add("orders", warm);
    tally.add("orders", cold);
    const [point] = tally.points();
    expect(point).toMatchObject({
      reports: 100,
      coldStarts: 3,
      restores: 0,
      durationSumMs: 10_150,
      billedSumMs: 11_650,
      initSumMs: 1_500,
      initBilledSumMs: 1_500,
      billedMbMs: 11_650 * 512,
      memoryMaxMb: 95,
      durationMaxMs: 160,
      initMaxMs: 510,
    });
    const durations = unpackHistogram(point?.durationHistogram ?? new Uint8Array());
    expect(countOf(durations)).toBe(100);
    expect(quantile(durations, 0.5)).toBeCloseTo(100, -1);
    expect(countOf(unpackHistogram(point?.initHistogram ?? new Uint8Array()))).toBe(3);
  });

  it("counts an INIT that failed once, with its second try, and not one that went well", () => {
    const tally = createStartTally();
    tally.add("orders", row({ kind: "INIT_REPORT", phase: "init", status: "timeout", lines: 2 }));
    tally.add("orders", row({ kind: "platform.initReport", phase: "invoke", status: "success" }));
    tally.add("orders", row({ kind: "INIT_REPORT", phase: "invoke", status: "error" }));
    tally.add("orders", row({ kind: "platform.initReport", phase: "init", status: "success", lines: 9 }));
    expect(tally.points()).toMatchObject([{ reports: 0, initFailures: 2, suppressedInits: 2 }]);
  });

  it("tells inits that were not billed from those on demand, and waits for none of them", () => {
    const tally = createStartTally();
    const init = { initSum: 900, initBucket: bucketOf(300), lines: 3, durationSum: 30, durationCeilSum: 30 };
    tally.add("orders", row({ ...init, initBilled: 1, billedSum: 930 }));
    tally.add("orders", row({ ...init, initBilled: 0, billedSum: 30 }));
    expect(tally.points()).toMatchObject([
      { coldStarts: 6, provisionedInits: 3, initSumMs: 1_800, waitedSumMs: 900, initBilledSumMs: 900 },
    ]);
  });

  it("takes inits for provisioned neither that are too short to tell nor of times when none were billed", () => {
    const tally = createStartTally();
    tally.add("orders", row({ initBilled: 0, initBucket: bucketOf(0.6), initSum: 0.6 }));
    tally.add(
      "orders",
      row({ initBilled: 0, initBucket: bucketOf(300), initSum: 300, period: "2025-07-31 23:00:00.000" }),
    );
    expect(tally.points().map(({ provisionedInits }) => provisionedInits)).toEqual([0, 0]);
  });

  it("adds up what callers waited: inits on demand, restores, and inits that failed", () => {
    const tally = createStartTally();
    tally.add("orders", row({ initBilled: 1, initBucket: bucketOf(300), initSum: 300 }));
    tally.add("orders", row({ restoreBucket: bucketOf(500), restoreSum: 500 }));
    const failed = { kind: "platform.initReport", phase: "init", status: "timeout", durationSum: 10_000 };
    tally.add("orders", row({ ...failed, initType: "on-demand" }));
    tally.add("orders", row({ ...failed, initType: "provisioned-concurrency" }));
    tally.add("orders", row({ ...failed, phase: "invoke" }));
    expect(tally.points()).toMatchObject([{ restoreSumMs: 500, waitedSumMs: 10_800, initFailures: 2 }]);
  });

  it("counts memory used by bucket, though rows are of four", () => {
    const tally = createStartTally();
    tally.add("orders", row({ lines: 10, usedBand: 30, usedStep1: 2, usedStep2: 0, usedStep3: 3 }));
    tally.add("orders", row({ lines: 4, usedBand: 31, usedStep1: 0, usedStep2: 4 }));
    tally.add("orders", row({ lines: 7 }));
    const [point] = tally.points();
    expect(unpackHistogram(point?.memoryHistogram ?? new Uint8Array())).toEqual({
      zeroCount: 0,
      buckets: [120, 121, 123, 126],
      counts: [5, 2, 3, 4],
    });
  });
});

describe("createVersionTally", () => {
  it("adds versions up apart, with failures that two lines tell counted once", () => {
    const tally = createVersionTally();
    const failed = { status: "error", errorType: "TypeError", lines: 4, version: "2" };
    tally.add("orders", row({ version: "1", lines: 9, durationSum: 90, durationBucket: bucketOf(10), billedSum: 90 }));
    tally.add("orders", row({ version: "2", lines: 5, initSum: 500, initBucket: bucketOf(100) }));
    tally.add("orders", row(failed));
    tally.add("orders", row({ ...failed, kind: "ERROR", lines: 3 }));
    tally.add("orders", row({ version: "2", status: "timeout", lines: 2 }));
    tally.add("orders", row({ version: "2", status: "error", errorType: "Runtime.OutOfMemory" }));
    expect(tally.points()).toMatchObject([
      { version: "1", reports: 9, coldStarts: 0, errors: 0, durationSumMs: 90, billedSumMs: 90 },
      { version: "2", reports: 12, coldStarts: 5, errors: 4, timeouts: 2, outOfMemory: 1, initSumMs: 500 },
    ]);
  });

  it("leaves out lines of streams that name no version of Lambda", () => {
    const tally = createVersionTally();
    for (const version of ["", "live", "1e9", "0", "$LATEST2", "12345678901234567890"]) {
      tally.add("orders", row({ version }));
    }
    tally.add("orders", row({ version: "$LATEST", kind: "INIT_REPORT", phase: "init", status: "error" }));
    expect(tally.points()).toEqual([]);
  });
});

describe("createFailureTally", () => {
  const pointsOf = (...rows: StartRow[]) => {
    const tally = createFailureTally();
    for (const one of rows) tally.add("orders", one);
    return tally.points();
  };

  it.each([
    [row({ status: "timeout" }), "timeout", null],
    [row({ status: "error", errorType: "Runtime.OutOfMemory" }), "outOfMemory", "Runtime.OutOfMemory"],
    [
      row({ status: "error", errorType: "Runtime.ExitError", memoryMax: 128, usedMax: 128 }),
      "outOfMemory",
      "Runtime.ExitError",
    ],
    [
      row({ status: "error", errorType: "Runtime.ExitError", memoryMax: 128, usedMax: 60 }),
      "error",
      "Runtime.ExitError",
    ],
    [row({ kind: "platform.report", status: "failure", errorType: "TypeError" }), "error", "TypeError"],
    [
      row({ kind: "INIT_REPORT", status: "error", phase: "init", errorType: "Runtime.ImportModuleError" }),
      "init",
      "Runtime.ImportModuleError",
    ],
    [row({ kind: "ERROR", errorType: "ValueError" }), "error", "ValueError"],
  ])("knows the kind of failure %#", (one, kind, errorType) => {
    expect(pointsOf(one)).toMatchObject([{ kind, errorType, count: 1 }]);
  });

  it("finds no failure in what went well", () => {
    expect(pointsOf(row({ status: "success" }), row({}))).toEqual([]);
  });

  it("counts a failure once that its REPORT and its error's text both tell", () => {
    const both = pointsOf(
      row({ status: "error", errorType: "TypeError", lines: 4 }),
      row({ kind: "ERROR", errorType: "TypeError", lines: 4 }),
    );
    expect(both).toMatchObject([{ count: 4 }]);
  });

  it("keeps first and last sight, and versions apart", () => {
    const points = pointsOf(
      row({
        status: "timeout",
        version: "1",
        firstSeen: "2026-11-20 10:30:00.000",
        lastSeen: "2026-11-20 10:31:00.000",
      }),
      row({
        status: "timeout",
        version: "1",
        firstSeen: "2026-11-20 10:10:00.000",
        lastSeen: "2026-11-20 10:11:00.000",
      }),
      row({ status: "timeout", version: "2" }),
    );
    expect(points).toHaveLength(2);
    expect(points[0]).toMatchObject({
      version: "1",
      count: 2,
      firstSeen: new Date("2026-11-20T10:10:00Z"),
      lastSeen: new Date("2026-11-20T10:31:00Z"),
    });
  });
});
