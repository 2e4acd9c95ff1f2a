import { describe, expect, it } from "vitest";
import { coldStartTruth } from "#simulator/fleet/cold-start-truth.ts";
import { createFleet } from "#simulator/fleet/fleet.ts";
import { runInsightsQuery } from "./run.ts";

const now = new Date("2026-11-21T12:00:00Z");
const fleet = createFleet({ seed: 11, accounts: 1, regions: ["eu-west-1"], functions: 60, now });
const [from, to] = [new Date("2026-11-19T09:00:00Z"), new Date("2026-11-19T10:00:00Z")];

/** The function with the most cold starts ahead of need in the hour, that writes to a group of its own as text. */
const [chosen] = Array.from({ length: fleet.functionCount }, (_, index) => {
  const configuration = fleet.functionAt(index).configuration();
  const { LogGroup: group = "", LogFormat: format } = configuration.LoggingConfig ?? {};
  const own = group === `/aws/lambda/${configuration.FunctionName}` && format === "Text";
  const ahead = own ? coldStartTruth(fleet, index, from, to).filter((start) => start.ahead).length : 0;
  return { index, group, arn: configuration.FunctionArn ?? "", ahead };
}).sort((one, other) => other.ahead - one.ahead);

function ask(queryString: string, start = from, end = to) {
  const [, , , region = "", accountId = ""] = chosen?.arn.split(":") ?? [];
  const query = { accountId, region, logGroupNames: [chosen?.group ?? ""], queryString, start, end };
  return runInsightsQuery(fleet, query).results.map((row) =>
    Object.fromEntries(row.map(({ field = "", value = "" }) => [field, value])),
  );
}

const starts = coldStartTruth(fleet, chosen?.index ?? 0, from, new Date(to.getTime() + 3_600_000));
const byStream = `filter @message like /^INIT_START / or (@type = "REPORT" and ispresent(@initDuration))
  | parse @message /^(?<kind>[A-Z_]+) /
  | stats count(*) as lines, min(@timestamp) as at by @logStream, kind`;

describe("lines grouped by log stream", () => {
  it("are those of environments, each in a stream of its own, at the instant at which they were written", () => {
    const within = (moment: number) => moment >= from.getTime() && moment < to.getTime();
    const rows = ask(byStream);
    const instants = (kind: string) => rows.filter((row) => row.kind === kind).map(({ at }) => Number(at));
    const sorted = (moments: readonly number[]) => moments.filter(within).toSorted((a, b) => a - b);
    const truth = { started: starts.map((one) => one.initStartedAt), reported: starts.map((one) => one.reportedAt) };
    expect(sorted(instants("REPORT"))).toEqual(sorted(truth.reported));
    expect(sorted(instants("INIT_START"))).toEqual(sorted(truth.started));
    expect(rows.every(({ lines }) => lines === "1")).toBe(true);
    expect(rows).toHaveLength(instants("REPORT").length + instants("INIT_START").length);
  });

  it("count as many reports of cold starts as other queries do", () => {
    const [{ reports } = { reports: "" }] = ask(
      'filter @type = "REPORT" and ispresent(@initDuration) | stats count(*) as reports',
    );
    const grouped = ask('filter @type = "REPORT" and ispresent(@initDuration) | stats count(*) as lines by @logStream');
    expect(grouped.reduce((sum, { lines }) => sum + Number(lines), 0)).toBe(Number(reports));
    expect(Number(reports)).toBeGreaterThan(5);
  });

  it("hold warm invocations, too, where they are asked for", () => {
    const warm = ask('filter @type = "REPORT" | stats count(*) as lines by @logStream');
    const [{ all } = { all: "" }] = ask('filter @type = "REPORT" | stats count(*) as all');
    expect(warm.reduce((sum, { lines }) => sum + Number(lines), 0)).toBe(Number(all));
  });
});

describe("environments initialised ahead of need", () => {
  it("wait for minutes, and the others for less than a second; both stand among a function's starts", () => {
    const pauses = (ahead: boolean) =>
      starts
        .filter((start) => start.ahead === ahead && !start.provisioned)
        .map(({ initStartedAt, initMs, invokedAt }) => invokedAt - initStartedAt - initMs);
    expect(pauses(true).length).toBeGreaterThan(2);
    expect(Math.min(...pauses(true))).toBeGreaterThan(29_000);
    expect(pauses(false).length).toBeGreaterThan(2);
    expect(Math.max(...pauses(false))).toBeLessThan(1000);
  });
});
