import { describe, expect, it } from "vitest";
import { judgeMapping, type MappingConcurrency, type MappingScaling } from "./event-source-concurrency.ts";

const scaling = (changes: Partial<MappingScaling> = {}): MappingScaling => ({
  maximumConcurrency: null,
  parallelizationFactor: null,
  minimumPollers: null,
  maximumPollers: null,
  ...changes,
});
const mapping = (changes: Partial<MappingConcurrency>): MappingConcurrency => ({
  service: "sqs",
  enabled: true,
  scaling: scaling(),
  reserved: null,
  reservationKnown: true,
  ...changes,
});

describe("judgeMapping", () => {
  it.each<[string, Partial<MappingConcurrency>, number | null, string]>([
    ["a queue that nothing holds back", {}, 1_250, "unbounded"],
    ["a queue with a bound", { scaling: scaling({ maximumConcurrency: 50 }) }, 50, "bounded"],
    [
      "a bound above the reservation",
      { scaling: scaling({ maximumConcurrency: 50 }), reserved: 20 },
      50,
      "overReservation",
    ],
    ["a bound within it", { scaling: scaling({ maximumConcurrency: 20 }), reserved: 20 }, 20, "bounded"],
    ["no bound and a reservation", { reserved: 100 }, 1_250, "overReservation"],
    ["provisioned pollers", { scaling: scaling({ maximumPollers: 4 }), reserved: 30 }, 40, "overReservation"],
    ["a function that is switched off", { reserved: 0 }, 1_250, "switchedOff"],
    ["a mapping that is off", { enabled: false }, 1_250, "disabled"],
    ["a stream", { service: "kinesis", scaling: scaling({ parallelizationFactor: 4 }) }, null, "unknown"],
    ["a topic", { service: "kafka" }, null, "unknown"],
    ["a reservation that was not read", { reservationKnown: false }, 1_250, "unknown"],
    ["scaling that was not read", { scaling: null, reserved: 5 }, null, "unknown"],
  ])("%s", (_title, changes, most, verdict) => {
    expect(judgeMapping(mapping(changes))).toMatchObject({ most, verdict });
  });

  it.each<[string, Partial<MappingConcurrency>, RegExp]>([
    ["a queue that polls by itself", {}, /set MaximumConcurrency/],
    [
      "pollers, beside which AWS takes no MaximumConcurrency",
      { scaling: scaling({ maximumPollers: 200 }) },
      /lower its maximum of pollers/,
    ],
    ["a stream without a reservation", { service: "kinesis" }, /has no reservation/],
    ["a stream beside a reservation", { service: "kinesis", reserved: 5 }, /held against the reservation/],
  ])("says what to do, or why it cannot: %s", (_title, changes, meaning) => {
    expect(judgeMapping(mapping(changes)).meaning).toMatch(meaning);
  });
});
