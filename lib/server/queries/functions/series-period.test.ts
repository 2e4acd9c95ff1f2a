import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seriesPeriod } from "./series-period.ts";

const now = new Date("2026-11-21T14:23:00.000Z");
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const days = (count: number) => ({ from: new Date(Date.UTC(2026, 10, 22) - count * dayMs), to: now });
const iso = (at: number | undefined) => new Date(at ?? Number.NaN).toISOString();

describe("the steps of a period", () => {
  it("are hours, the one under way incomplete", () => {
    const period = seriesPeriod(days(7), false, now);
    expect(period.granularity).toBe("hour");
    expect(period.steps).toHaveLength(6 * 24 + 15);
    expect(iso(period.steps.at(-1))).toBe("2026-11-21T14:00:00.000Z");
    expect(iso(period.incompleteFrom ?? undefined)).toBe("2026-11-21T14:00:00.000Z");
  });

  it("are UTC days for what is longer, and 13 months of them are all there", () => {
    const period = seriesPeriod(days(395), false, now);
    expect(period).toMatchObject({ granularity: "day", reason: null });
    expect(period.steps).toHaveLength(395);
  });

  it("are days for what is short but older than hours are kept, and it says so", () => {
    const from = new Date("2026-10-01T00:00:00.000Z");
    const period = seriesPeriod({ from, to: new Date("2026-10-02T00:00:00.000Z") }, false, now);
    expect(period.granularity).toBe("day");
    expect(period.reason).toContain("15 days");
    expect(period.incompleteFrom).toBeNull();
  });

  it("are days where only the previous period is too old for hours", () => {
    expect(seriesPeriod(days(10), false, now).granularity).toBe("hour");
    expect(seriesPeriod(days(10), true, now)).toMatchObject({ granularity: "day" });
    expect(seriesPeriod(days(10), true, now).reason).toContain("previous period");
  });

  it("end with now, and are not without bound", () => {
    const future = seriesPeriod({ from: now, to: new Date("2099-01-01T00:00:00.000Z") }, true, now);
    expect(future.steps.length).toBeLessThanOrEqual(1);
    const ages = seriesPeriod({ from: new Date("0100-01-01T00:00:00.000Z"), to: now }, true, now);
    expect(ages.steps).toHaveLength(1_500);
    expect(seriesPeriod({ from: new Date("2098-01-01"), to: new Date("2099-01-01") }, true, now).previous).toBeNull();
  });

  it("lie whole days after those of the previous period, so that nights lie under nights", () => {
    expect(seriesPeriod(days(7), true, now).previous).toMatchObject({ shiftMs: 7 * dayMs });
    expect(seriesPeriod({ from: new Date(now.getTime() - 3 * hourMs), to: now }, true, now).previous).toMatchObject({
      shiftMs: 4 * hourMs,
    });
  });

  it("fall on those of the previous period, which overlaps none of them and is as long", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: hourMs, max: 400 * dayMs }),
        fc.integer({ min: 0, max: 20 * dayMs }),
        (length, ago) => {
          const to = new Date(now.getTime() - ago);
          const { steps, stepMs, previous } = seriesPeriod({ from: new Date(to.getTime() - length), to }, true, now);
          const gap = (steps[0] ?? 0) - (previous?.to.getTime() ?? 0);
          expect(gap).toBeGreaterThanOrEqual(0);
          expect(gap).toBeLessThan(dayMs);
          expect((previous?.shiftMs ?? 0) % stepMs).toBe(0);
          expect((previous?.to.getTime() ?? 0) - (previous?.from.getTime() ?? 0)).toBe(steps.length * stepMs);
        },
      ),
    );
  });
});
