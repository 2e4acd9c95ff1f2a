import { describe, expect, it } from "vitest";
import type { RemedySum } from "#lib/domain/starts/remedies/summarise-remedies.ts";
import { summaryReading } from "./summary-reading.ts";

const sum: RemedySum = {
  kind: "snapStart",
  functions: 2,
  savedMsPerDay: 30_000,
  surelySavedMsPerDay: 20_000,
  usdPerMonth: 4,
  unknownMoney: 0,
};
const read = (sums: readonly RemedySum[], canSeeCost = true) =>
  summaryReading({ sums, judged: 9, judgedWaitedMsPerDay: 60_000, without: 1, best: {} }, canSeeCost).replaceAll(
    "\u00a0",
    " ",
  );

describe("summaryReading", () => {
  it("adds up what would be taken away and what that costs", () => {
    expect(read([sum, { ...sum, kind: "arm64", usdPerMonth: -6 }])).toBe(
      "Together they would take away about 1 min of 1 min (100 %) of waiting a day, saving $2.00 a month at list price.",
    );
    expect(read([sum], false)).not.toContain("$");
  });

  it("never gives an unknown cost as none", () => {
    expect(read([{ ...sum, usdPerMonth: 0, unknownMoney: 2 }])).toContain("at a cost that is not known");
    expect(read([{ ...sum, unknownMoney: 1 }])).toContain(
      "for $4.00 a month at list price, without 1 function whose cost is not known",
    );
  });

  it("claims nothing where nothing is proved", () => {
    expect(read([])).toBe("No remedy has an effect that this fleet's figures prove.");
  });
});
