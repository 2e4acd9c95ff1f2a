import { describe, expect, it } from "vitest";
import type { StratumRow } from "#lib/db/sql/network/strata.ts";
import { histogramOf } from "#lib/domain/statistics/histogram.ts";
import { packHistogram } from "#lib/domain/statistics/packed-histogram.ts";
import { seededRandom } from "#lib/domain/statistics/seeded-random.ts";
import { startPenalty } from "./start-penalty.ts";

/** Functions of three strata, 12 in each, alternately inside and outside. */
function manyRows(): StratumRow[] {
  const random = seededRandom(3);
  return Array.from({ length: 36 }, (_, functionId) => {
    const level = 200 * Math.exp(random());
    const inits = Array.from({ length: 30 + functionId }, () => level * Math.exp(0.4 * random()));
    return {
      ...{ functionId, inVpc: functionId % 2 === 0, runtime: `runtime-${functionId % 3}`, architecture: "arm64" },
      ...{ packageType: "Zip", memory: "512", codeSize: "small", snapStart: "None", layers: 0 },
      initHistogram: Buffer.from(packHistogram(histogramOf(inits))),
    };
  });
}

describe("startPenalty", () => {
  it("says the same whatever the order in which the store hands functions out", () => {
    const rows = manyRows();
    const penalty = startPenalty(rows);
    expect(penalty.strata.every(({ interval }) => interval !== null)).toBe(true);
    expect(penalty.pooled).not.toBeNull();
    const shuffled = rows.toSorted((a, b) => ((a.functionId * 7) % 36) - ((b.functionId * 7) % 36));
    for (const order of [rows.toReversed(), shuffled]) expect(startPenalty(order)).toEqual(penalty);
  });
});
