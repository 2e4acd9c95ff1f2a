import { expect, it } from "vitest";
import { createHeldPeriod } from "./held-period.ts";
import { createRowParser, type StartRow } from "./parse-row.ts";

function row(period: string, version: string): StartRow {
  const fields = { "@log": "111122223333:/aws/lambda/orders", kind: "REPORT", lines: "1", period, version };
  const parsed = createRowParser()(Object.entries(fields).map(([field, value]) => ({ field, value })));
  if (parsed === null) throw new Error("not a row");
  return parsed;
}

it("holds back the last period's rows alone, until they are known to be all", () => {
  const seen: (string | null)[] = [];
  const held = createHeldPeriod<StartRow>(({ version }) => seen.push(version));
  expect(held.lastPeriod()).toBeNull();
  for (const version of ["1", "2"]) held.add(row("2026-11-20 10:00:00.000", version));
  expect(seen).toEqual([]);
  held.add(row("2026-11-20 11:00:00.000", "3"));
  expect(seen).toEqual(["1", "2"]);
  // Out of its order: it belongs to a period that was handed on.
  held.add(row("2026-11-20 10:00:00.000", "4"));
  expect(seen).toEqual(["1", "2", "4"]);
  expect(held.lastPeriod()).toEqual(new Date("2026-11-20T11:00:00Z"));
  held.release();
  expect(seen).toEqual(["1", "2", "4", "3"]);
});
