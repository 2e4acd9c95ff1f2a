import { describe, expect, it } from "vitest";
import { createFleet } from "#simulator/fleet/fleet.ts";
import { runInsightsQuery } from "#simulator/fleet/insights/run.ts";
import { shapeOf } from "#simulator/fleet/shape/fleet-shape.ts";
import { fleetStories, usageTruth } from "#simulator/fleet/stories.ts";
import type { FailureKind } from "#simulator/fleet/usage/eras.ts";
import { usageOf } from "#simulator/fleet/usage/usage.ts";
import { createLogSource, type Invocation } from "./invocation.ts";
import { jsonLine, linesOf, textMessage } from "./messages.ts";

const now = new Date("2026-11-21T12:00:00Z");
const fleet = createFleet({ seed: 11, accounts: 2, regions: ["eu-west-1"], functions: 60, now });

/** A failed invocation of 3 s that began at midnight, with INIT tables of 250 ms. */
function failed(kind: Pick<FailureKind, "status" | "errorType">, json: boolean, reportsSuccess = true): Invocation {
  const usage = usageOf(shapeOf(fleet), indexOf("timeouts"));
  const source = createLogSource(usage, null);
  const [era] = usage.profile.eras;
  if (era === undefined) throw new Error("no era");
  const table = (value: number) => ({ ...era.warm, values: new Float64Array(64).fill(value) });
  return {
    source: {
      ...source,
      plan: { ...source.plan, snapStart: false, timeoutSeconds: 3 },
      log: { ...source.log, json, reportsSuccess },
    },
    era: {
      ...era,
      failed: table(300_000),
      init: table(25_000),
      failureKind: table(0),
      failureKinds: [{ ...kind, outOfMemory: false, duringInit: true }],
    },
    population: "failed",
    position: 2,
    weight: 1,
    timestamp: Date.UTC(2026, 10, 20),
    key: 1,
  };
}

const timeout = { status: "timeout", errorType: null } as const;
const error = { status: "error", errorType: "Runtime.ImportModuleError" } as const;

function indexOf(kind: string): number {
  const arn = fleetStories(fleet).find((story) => story.kind === kind)?.functionArn;
  for (let index = 0; index < fleet.functionCount; index += 1)
    if (fleet.functionAt(index).configuration().FunctionArn === arn) return index;
  throw new Error(`no ${kind}`);
}

describe("reports of an INIT that failed", () => {
  it("are written as Lambda writes them in text logs", () => {
    expect(textMessage(failed(timeout, false), "initFailed")).toBe(
      "INIT_REPORT Init Duration: 10003.25 ms\tPhase: init\tStatus: timeout\n",
    );
    expect(textMessage(failed(timeout, false), "initRetried")).toBe(
      "INIT_REPORT Init Duration: 3000.00 ms\tPhase: invoke\tStatus: timeout\n",
    );
    expect(textMessage(failed(error, false), "initFailed")).toBe(
      "INIT_REPORT Init Duration: 250.00 ms\tPhase: init\tStatus: error\tError Type: Runtime.ImportModuleError\n",
    );
    expect(textMessage(failed(error, false), "initRetried")).toBe(
      "INIT_REPORT Init Duration: 2700.00 ms\tPhase: invoke\tStatus: error\tError Type: Runtime.ImportModuleError\n",
    );
  });

  it("are written as Lambda writes them in JSON logs", () => {
    expect(jsonLine(failed(timeout, true), "initFailed")).toEqual({
      time: "2026-11-20T00:00:00.000Z",
      type: "platform.initReport",
      record: {
        initializationType: "on-demand",
        phase: "init",
        status: "timeout",
        metrics: { durationMs: 10_003.25 },
      },
    });
    expect(jsonLine(failed(error, true), "initRetried")).toEqual({
      time: "2026-11-20T00:00:00.000Z",
      type: "platform.initReport",
      record: {
        initializationType: "on-demand",
        phase: "invoke",
        status: "error",
        errorType: "Runtime.ImportModuleError",
        metrics: { durationMs: 2_700 },
      },
    });
  });

  it("stand before the invocation and inside it, and the handler's own lines are missing", () => {
    expect(linesOf(failed(timeout, false))).toEqual([
      "initStart",
      "initFailed",
      "start",
      "initRetried",
      "failure",
      "end",
      "report",
    ]);
    expect(linesOf(failed(timeout, true))).toEqual([
      "initStart",
      "initFailed",
      "start",
      "initRetried",
      "failure",
      "report",
    ]);
    expect(linesOf(failed(timeout, true, false))).toEqual(["initFailed", "initRetried", "failure", "report"]);
  });
});

describe("stories with an INIT that fails", () => {
  it.each(["timeouts", "new-error-type"])("%s: log queries count as many as there are", (kind) => {
    const index = indexOf(kind);
    const configuration = fleet.functionAt(index).configuration();
    const [, , , region = "", accountId = ""] = configuration.FunctionArn?.split(":") ?? [];
    const [start, end] = [new Date("2026-11-19T00:00:00Z"), new Date("2026-11-20T00:00:00Z")];
    const { failedInits, errors } = usageTruth(fleet, index, start, end);
    const { results } = runInsightsQuery(fleet, {
      accountId,
      region,
      logGroupNames: [configuration.LoggingConfig?.LogGroup ?? ""],
      queryString: `filter @message like /^INIT_REPORT / or type = "platform.initReport"
        | parse @message "Phase: *\t" as textPhase
        | stats count(*) as lines by coalesce(textPhase, record.phase) as phase
        | sort phase`,
      start,
      end,
    });
    expect(failedInits).toBeGreaterThan(10);
    expect(failedInits).toBeLessThan(errors);
    expect(results.map((fields) => fields.map(({ value }) => value))).toEqual([
      ["init", String(failedInits)],
      ["invoke", String(failedInits)],
    ]);
  });
});
