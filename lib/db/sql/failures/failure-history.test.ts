import { describe, expect, it } from "vitest";
import { type ExposureRow, exposuresOf } from "./failure-history.ts";

const dayMs = 86_400_000;
const first = Date.UTC(2026, 10, 1);

function row(day: number, of: Partial<ExposureRow>): ExposureRow {
  return { functionId: 1, dayMs: first + day * dayMs, reports: null, invocations: 1_000, readFromMs: null, ...of };
}

const totals = (rows: readonly ExposureRow[], basis: "reports" | "invocations") =>
  exposuresOf(rows, basis).map(({ total }) => total);

describe("exposuresOf", () => {
  it("takes reports, and knows a day without invocations, but not one without reports", () => {
    expect(totals([row(0, { reports: 990 }), row(1, { invocations: 0 }), row(2, {})], "reports")).toEqual([
      990,
      0,
      null,
    ]);
  });

  it("takes invocations from the day on that the log was read: what failed before is not known", () => {
    const rows = [row(0, {}), row(1, {}), row(2, { reports: 3 }), row(3, {})];
    expect(totals(rows, "invocations")).toEqual([null, null, 1_000, 1_000]);
    const scanned = rows.map((one) => ({ ...one, readFromMs: first + dayMs }));
    expect(totals(scanned, "invocations")).toEqual([null, 1_000, 1_000, 1_000]);
    expect(totals([row(0, {}), row(1, { invocations: 0 })], "invocations")).toEqual([null, 0]);
  });
});
