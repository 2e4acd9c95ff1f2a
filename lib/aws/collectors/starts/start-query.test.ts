import { describe, expect, it } from "vitest";
import { startQuery } from "./start-query.ts";

/** The expressions of the query's parse commands, in order: stream, REPORT lines, errors' own lines. */
const patterns = [...startQuery("hour").matchAll(/^\| parse @\w+ \/(.+)\/$/gm)].map(
  ([, source = ""]) => new RegExp(source),
);
const [stream, report, thrown] = patterns;

describe("startQuery", () => {
  it("counts by period and asks for all rows that there may be", () => {
    expect(startQuery("hour")).toContain("bin(1h) as period");
    expect(startQuery("day")).toContain("bin(1d) as period");
    expect(startQuery("day")).toMatch(/limit 100000$/);
    expect(patterns).toHaveLength(3);
  });

  it.each([
    ["2026/11/20/[$LATEST]0123", "", "$LATEST"],
    ["2026/11/20/orders[12]0123", "orders", "12"],
  ])("tells function and version by the stream %s", (name, streamFunction, version) => {
    expect(stream?.exec(name)?.groups).toMatchObject({ streamFunction, version });
  });

  const id =
    "REPORT RequestId: 1-2\tDuration: 95.78 ms\tBilled Duration: 96 ms\tMemory Size: 512 MB\tMax Memory Used: 39 MB\t";
  it.each([
    [id, {}],
    [`${id}Init Duration: 612.33 ms\t\nXRAY TraceId: 1\tSegmentId: 2\tSampled: true\n`, {}],
    // What tracing adds is a line of its own; whatever stands behind it is read, too.
    [
      `${id}\nXRAY TraceId: 1\tSegmentId: 2\tSampled: true\tStatus: error\tError Type: Runtime.ExitError\n`,
      { textStatus: "error", textError: "Runtime.ExitError" },
    ],
    [`${id}Restore Duration: 562.43 ms\tBilled Restore Duration: 118 ms\t`, { textRestore: "562.43" }],
    [`${id}Status: timeout`, { textStatus: "timeout" }],
    [
      `${id}Status: error\tError Type: Runtime.OutOfMemory\t`,
      { textStatus: "error", textError: "Runtime.OutOfMemory" },
    ],
    [
      "INIT_REPORT Init Duration: 10009.13 ms\tPhase: init\tStatus: timeout",
      { ownInit: "10009.13", textPhase: "init", textStatus: "timeout" },
    ],
    [
      "INIT_REPORT Init Duration: 1.5 ms\tPhase: invoke\tStatus: error\tError Type: Runtime.ImportModuleError",
      { ownInit: "1.5", textPhase: "invoke", textStatus: "error", textError: "Runtime.ImportModuleError" },
    ],
  ])("reads line %#", (line, found) => {
    const groups = Object.entries(report?.exec(line)?.groups ?? {}).filter(([, value]) => value !== undefined);
    expect(Object.fromEntries(groups)).toEqual({ line: line.split(" ")[0], ...found });
  });

  it.each([
    ['2026-11-20T10:00:00.000Z\t1-2\tERROR\tInvoke Error \t{"errorType":"TypeError","errorMessage":"x"}', "TypeError"],
    ["[ERROR] botocore.exceptions.ClientError: An error occurred", "botocore.exceptions.ClientError"],
  ])("reads the error of %j", (line, thrownError) => {
    expect(thrown?.exec(line)?.groups).toMatchObject({ thrown: "ERROR", thrownError });
  });

  it("takes no other line for an error", () => {
    expect(thrown?.exec("2026-11-20T10:00:00.000Z\t1-2\tERROR\tcould not connect")).toBeNull();
  });
});
