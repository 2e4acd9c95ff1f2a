import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { coreMetrics, type MetricSubject, queryCount, rareMetrics, regionMetrics } from "./metric-plan.ts";
import { packRequests, requestLimits } from "./pack-requests.ts";

const subjectsOf = (count: number, rare: boolean): MetricSubject[] =>
  Array.from({ length: count }, (_, index) => ({
    functionName: `f${index}`,
    metrics: rare ? [...coreMetrics, ...rareMetrics] : coreMetrics,
  }));

describe("packRequests", () => {
  it("asks for the statistics that are billed as one metric together, at most five of them", () => {
    for (const metric of [...coreMetrics, ...rareMetrics, ...regionMetrics]) {
      expect(metric.statistics.length).toBeLessThanOrEqual(5);
    }
  });

  it("holds both bounds, loses nobody and keeps the order, from wherever it starts", () => {
    fc.assert(
      fc.property(
        fc.nat(400),
        fc.boolean(),
        fc.integer({ min: 1, max: 6_000 }),
        fc.nat(400),
        (count, rare, periods, from) => {
          const subjects = subjectsOf(count, rare);
          const packed = [...packRequests(subjects, periods, Math.min(from, count))];
          for (const { subjects: some } of packed) {
            const queries = some.reduce((sum, subject) => sum + queryCount(subject), 0);
            expect(queries).toBeLessThanOrEqual(requestLimits.queries);
            expect(queries * periods).toBeLessThanOrEqual(requestLimits.points);
          }
          expect(packed.flatMap((request) => request.subjects)).toEqual(subjects.slice(Math.min(from, count)));
          expect(packed.at(-1)?.end ?? count).toBe(count);
        },
      ),
    );
  });

  it("takes no more requests than bounds and whole subjects make it", () => {
    fc.assert(
      fc.property(fc.nat(600), fc.boolean(), fc.integer({ min: 1, max: 6_000 }), (count, rare, periods) => {
        const subjects = subjectsOf(count, rare);
        const each = queryCount({ functionName: "f", metrics: subjects[0]?.metrics ?? coreMetrics });
        const room = Math.min(requestLimits.queries, Math.floor(requestLimits.points / periods));
        const perRequest = Math.max(1, Math.floor(room / each));
        expect([...packRequests(subjects, periods)]).toHaveLength(Math.ceil(count / perRequest));
      }),
    );
  });

  it("passes over subjects that are not asked, and keeps their places", () => {
    const none: MetricSubject = { functionName: "quiet", metrics: [] };
    const [first, second] = subjectsOf(2, false);
    if (!first || !second) throw new Error("Two subjects were made.");
    expect([...packRequests([none, first, none, second, none], 24)]).toEqual([{ subjects: [first, second], end: 5 }]);
    expect([...packRequests([none, none], 24)]).toEqual([]);
  });

  it("fills a request with 55 ordinary functions", () => {
    expect([...packRequests(subjectsOf(56, false), 24)].map(({ subjects }) => subjects.length)).toEqual([55, 1]);
  });
});
