import { describe, expect, it } from "vitest";
import { type Histogram, histogramOf } from "#lib/domain/statistics/histogram.ts";
import { seededRandom } from "#lib/domain/statistics/seeded-random.ts";
import { type BeforeAfter, changeEffect, fewestForEffect } from "./change-effect.ts";

/** Log-normal starts around a level, `addedMs` later each. */
function starts(random: () => number, count: number, medianMs: number, addedMs = 0): Histogram {
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return histogramOf(Array.from({ length: count }, () => medianMs * Math.exp(0.4 * normal()) + addedMs));
}

/** A function that moved by `addedMs`, among functions that all drift by 5 % ± 3 % of their level. */
function experiment(seed: number, addedMs: number, controls: number): [BeforeAfter, BeforeAfter[]] {
  const random = seededRandom(seed * 7_919);
  const one = (added: number): BeforeAfter => {
    const level = 300 * Math.exp(0.9 * (random() - 0.4));
    const count = Math.round(40 * 10 ** random());
    const drift = 1.05 + 0.06 * (random() - 0.5);
    return { before: starts(random, count, level), after: starts(random, count, level * drift, added) };
  };
  return [one(addedMs), Array.from({ length: controls }, () => one(0))];
}

describe("changeEffect", () => {
  it.each([0, 60])("holds a planted %d ms in 95 or more of 100 moves, drift taken off", (addedMs) => {
    const effects = Array.from({ length: 100 }, (_, seed) => changeEffect(...experiment(seed + 1, addedMs, 12)));
    const holds = effects.filter(
      (effect) => effect !== null && effect.interval.low <= addedMs && addedMs <= effect.interval.high,
    );
    expect(holds.length).toBeGreaterThanOrEqual(95);
  });

  it("takes off what functions that did not change did in the same days", () => {
    const around = (centre: number) => histogramOf(Array.from({ length: 200 }, (_, k) => centre * (0.8 + 0.002 * k)));
    const controls = [100, 200, 300, 400].map((ms) => ({ before: around(ms), after: around(ms + 20) }));
    const effect = changeEffect({ before: around(250), after: around(330) }, controls);
    expect(effect?.drift).toBeCloseTo(20, 0);
    expect(effect?.effect).toBeCloseTo(60, -0.5);
    expect(effect).toMatchObject({ controls: 4, beforeCount: 200, afterCount: 200 });
  });

  it("is wider with controls that move about, and says when it has none", () => {
    const [own, controls] = experiment(3, 60, 12);
    const [calm, alone] = [changeEffect(own, controls), changeEffect(own, controls.slice(0, 2))];
    expect(alone).toMatchObject({ drift: null, controls: 0 });
    const restless = controls.map(({ before, after }, k) =>
      k % 2 === 0 ? { before, after } : { before: after, after: before },
    );
    const width = (effect: typeof calm) => (effect ? effect.interval.high - effect.interval.low : Number.NaN);
    expect(width(changeEffect(own, restless))).toBeGreaterThan(width(calm));
  });

  it("says nothing of fewer than 20 values on a side", () => {
    const random = seededRandom(1);
    const few = { before: starts(random, 500, 300), after: starts(random, fewestForEffect - 1, 300) };
    expect(changeEffect(few, [])).toBeNull();
  });
});
