import { describe, expect, it } from "vitest";
import { carriesInsights, needsInsights, type OwnLog } from "./insights.ts";

const layer = (name: string) => `arn:aws:lambda:eu-west-1:580247275435:layer:${name}`;

describe("the layer", () => {
  it.each([
    [[layer("LambdaInsightsExtension:53")], true],
    [[layer("LambdaInsightsExtension-Arm64:20")], true],
    // In China and in some Regions AWS publishes it from other accounts.
    [["arn:aws-cn:lambda:cn-north-1:488211338238:layer:LambdaInsightsExtension:1"], true],
    [[layer("Datadog-Extension:87"), layer("LambdaInsightsExtension:2")], true],
    [[layer("MyLambdaInsightsExtension:1")], false],
    [[layer("LambdaInsightsExtensionConfig:1")], false],
    [[], false],
  ])("%j", (arns, expected) => expect(carriesInsights(arns)).toBe(expected));
});

describe("starts are taken from Lambda Insights", () => {
  const now = new Date("2026-11-20T10:30:00Z");
  const from = new Date("2026-11-18T00:00:00Z");
  const group = { retentionDays: null, functions: 1, saidNothing: false };
  const own: OwnLog = {
    logFormat: "JSON",
    systemLogLevel: "INFO",
    snapStart: "None",
    managedInstances: false,
    group,
  };

  it.each<[string, Partial<OwnLog>, boolean]>([
    ["not of a function whose reports tell all", {}, false],
    ["at the level WARN", { systemLogLevel: "WARN" }, true],
    ["not of a text log, which has no level", { logFormat: "Text", systemLogLevel: "WARN" }, false],
    ["where there is no group, or none that can be queried", { group: null }, true],
    ["where others write to it", { group: { ...group, functions: 2 } }, true],
    ["where it never had a report", { group: { ...group, saidNothing: true } }, true],
    ["of a day that the group does not keep", { group: { ...group, retentionDays: 1 } }, true],
    ["not of a day that it keeps", { group: { ...group, retentionDays: 3 } }, false],
    ["never with SnapStart", { systemLogLevel: "WARN", snapStart: "PublishedVersions" }, false],
    ["never on Managed Instances", { group: null, managedInstances: true }, false],
  ])("%s", (_title, more, expected) => {
    expect(needsInsights({ ...own, ...more }, from, now)).toBe(expected);
  });
});
