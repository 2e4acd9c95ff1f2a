import { expect, it } from "vitest";
import { createFleet } from "#simulator/fleet/fleet.ts";
import { mayBeginWith } from "#simulator/fleet/insights/required-text.ts";
import { shapeOf } from "#simulator/fleet/shape/fleet-shape.ts";
import { usageOf } from "#simulator/fleet/usage/usage.ts";
import { createLogSource } from "./invocation.ts";
import { invocationsOf } from "./invocations.ts";
import { messageStartsOf } from "./message-shape.ts";
import { type LineKind, linesOf } from "./messages.ts";
import { LogRecord } from "./record.ts";

it("says of every kind of line what its messages begin with", () => {
  const now = new Date("2026-11-20T10:30:00Z");
  const fleet = createFleet({ seed: 18, accounts: 1, regions: ["eu-west-1"], functions: 60, now });
  const [from, to] = [Date.UTC(2026, 10, 20, 8), Date.UTC(2026, 10, 20, 10)];
  const seen = new Set<LineKind>();
  for (let index = 0; index < fleet.functionCount; index += 1) {
    const source = createLogSource(usageOf(shapeOf(fleet), index), null);
    for (const invocations of invocationsOf(source, from, to, "hour")) {
      for (const invocation of invocations) {
        for (const kind of linesOf(invocation)) {
          const starts = messageStartsOf(source, kind);
          if (starts === null) continue;
          seen.add(kind);
          const { message } = new LogRecord(invocation, kind);
          const fits = starts.some((start) => mayBeginWith(start, message));
          expect([kind, message.slice(0, 40), fits]).toEqual([kind, message.slice(0, 40), true]);
        }
      }
    }
  }
  expect([...seen].sort()).toEqual([
    "end",
    "failure",
    "initFailed",
    "initReported",
    "initRetried",
    "initStart",
    "report",
    "start",
  ]);
});
