import { describe, expect, it } from "vitest";
import type { SampledLogGroup } from "#lib/domain/collection/source.ts";
import type { FeltRow } from "./felt-row.ts";
import { createFeltTally } from "./felt-tally.ts";

const from = new Date("2026-11-20T10:00:00Z");
const logGroupName = "/aws/lambda/orders";
/** A group whose lines should tell when environments are started. */
const groups: readonly SampledLogGroup[] = [
  { logGroupName, functions: [{ name: "orders", memoryMb: 128, logFormat: "Text", logsInitStart: true }] },
];

const invokedAt = new Date("2026-11-20T10:30:00Z");
const at = (logStream: string, line: FeltRow["line"]): FeltRow => ({
  logGroupName,
  logStream,
  streamFunction: null,
  line,
});
const report = (stream: string) =>
  at(stream, { kind: "report", invokedAt, initMs: 400, durationMs: 100, billedMs: 500 });
const initStart = (stream: string) => at(stream, { kind: "initStart", at: new Date(invokedAt.getTime() - 450) });

function tallied(rows: readonly FeltRow[]) {
  const tally = createFeltTally(groups);
  tally.add(rows, from);
  return tally.functions();
}

const reports = (count: number) => Array.from({ length: count }, (_, k) => report(`[1]${k}`));

describe("starts without a line that tells when they began", () => {
  it("were ahead of need where such lines are written", () => {
    const [orders] = tallied([...reports(30), initStart("[1]0")]);
    expect(orders).toEqual({ functionName: "orders", inits: 30, ahead: 29, unseen: 0 });
  });

  it("may be a few of a quiet hour", () => {
    expect(tallied(reports(3))).toEqual([{ functionName: "orders", inits: 3, ahead: 3, unseen: 0 }]);
  });

  it("say nothing where of many none has one", () => {
    expect(tallied(reports(30))).toEqual([{ functionName: "orders", inits: 0, ahead: 0, unseen: 30 }]);
  });
});
