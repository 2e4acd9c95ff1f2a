import { expect, it } from "vitest";
import { weekHours } from "./week-hours.ts";

const hours = (from: number, count: number) =>
  Array.from({ length: count }, (_, k) => ({ t: new Date(from + k * 3_600_000).toISOString(), v: 1 }));

it("lays hours on the week of the zone shown", () => {
  // Monday, 16 November 2026, 23:30 UTC is Tuesday 00:30 in Berlin.
  const point = [{ t: "2026-11-16T23:00:00.000Z", v: 5 }];
  expect(weekHours(point, "UTC")[0]?.[23]).toEqual({ value: 5, hours: 1 });
  expect(weekHours(point, "Europe/Berlin")[1]?.[0]).toEqual({ value: 5, hours: 1 });
  expect(weekHours(point, "Asia/Kolkata")[1]?.[4]).toEqual({ value: 5, hours: 1 });
});

it("counts the hour that clocks have twice twice, and has none for the one they skip", () => {
  const back = weekHours(hours(Date.UTC(2026, 9, 24, 22), 25), "Europe/Berlin");
  expect(back[6]?.[2]?.hours).toBe(2);
  const forward = weekHours(hours(Date.UTC(2026, 2, 28, 23), 23), "Europe/Berlin");
  expect(forward[6]?.[2]).toEqual({ value: null, hours: 0 });
});

it("tells a mean of what is known, and nothing of what is not", () => {
  const week = weekHours(
    [
      { t: "2026-11-16T10:00:00.000Z", v: 4 },
      { t: "2026-11-23T10:00:00.000Z", v: 8 },
      { t: "2026-11-17T10:00:00.000Z", v: null },
    ],
    "UTC",
  );
  expect(week[0]?.[10]).toEqual({ value: 6, hours: 2 });
  expect(week[1]?.[10]).toEqual({ value: null, hours: 0 });
});
