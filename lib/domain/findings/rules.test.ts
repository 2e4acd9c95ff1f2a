import { describe, expect, it } from "vitest";
import type { Fact } from "#lib/domain/fleet/fact.ts";
import type { Json } from "#lib/domain/fleet/observed.ts";
import type { ObservedSubnet } from "#lib/domain/fleet/observed-network.ts";
import type { Trigger, UnknownTriggerPart } from "#lib/domain/triggers/trigger.ts";
import { describeRule, functionRules, roleRules } from "./rules.ts";
import type { FunctionSubject } from "./subjects.ts";

const now = new Date("2026-11-21T12:00:00Z");
const known = <T>(value: T): Fact<T> => ({ state: "known", value, observedAt: now });
const denied = { state: "denied", reason: "Denied.", since: now } as const;
const arn = "arn:aws:lambda:eu-west-1:111122223333:function:f";

const base: FunctionSubject = {
  function: { arn, runtime: "nodejs24.x", packageType: "Zip", vpc: null, deadLetterTargetArn: null, layerArns: [] },
  policies: known({}),
  aliases: known([]),
  urls: known([]),
  triggers: { triggers: [], unknown: [] },
  subnets: known([]),
  knownAccounts: new Set(["111122223333"]),
  now,
};
const withFunction = (change: Partial<FunctionSubject["function"]>) => ({
  ...base,
  function: { ...base.function, ...change },
});
const judge = (rule: string, subject: FunctionSubject) =>
  (functionRules.find(({ id }) => id === rule) ?? expect.fail(rule)).evaluate(subject);
const allow = (change: Record<string, Json>): Json => ({
  Effect: "Allow",
  Action: "lambda:InvokeFunction",
  Resource: arn,
  ...change,
});
const policy = (...statements: Json[]) => ({ Version: "2012-10-17", Statement: statements });

describe("function-policy-public", () => {
  const anyone = allow({ Principal: { AWS: ["*", "arn:aws:iam::111122223333:root"] } });

  it("shows every public statement of every qualifier", () => {
    const policies = known({
      live: policy(anyone),
      "": policy(allow({ Principal: "*" }), allow({ Principal: { Service: "s3.amazonaws.com" } })),
    });
    expect(judge("function-policy-public", { ...base, policies })).toEqual({
      kind: "evidence",
      evidence: [
        { fact: "policy statement", source: arn, value: allow({ Principal: "*" }) },
        { fact: "policy statement", source: `${arn}:live`, value: anyone },
      ],
    });
  });

  it.each([
    ["pass", known({})],
    [
      "pass",
      known({ "": policy(allow({ Principal: "*", Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } } })) }),
    ],
    [
      "pass",
      known({
        "": policy(allow({ Principal: "*" }), { Effect: "Deny", Principal: "*", Action: "lambda:*", Resource: "*" }),
      }),
    ],
    ["unknown", denied],
    ["unknown", { state: "notYetRead" } as const],
    ["unknown", known({ "": "not json" })],
    ["evidence", known({ "": "not json", live: policy(anyone) })],
  ])("is %s", (kind, policies) => expect(judge("function-policy-public", { ...base, policies }).kind).toBe(kind));
});

describe("function-url-public", () => {
  const url = (authType: string, qualifier: string | null) => ({
    authType,
    qualifier,
    url: "https://x",
    invokeMode: null,
    cors: null,
  });
  const open = allow({
    Principal: "*",
    Action: "lambda:InvokeFunctionUrl",
    Condition: { StringEquals: { "lambda:FunctionUrlAuthType": "NONE" } },
  });

  it("needs a URL without authentication and a policy of the same qualifier", () => {
    const subject = {
      ...base,
      urls: known([url("NONE", "live"), url("NONE", null)]),
      policies: known({ live: policy(open) }),
    };
    expect(judge("function-url-public", subject)).toEqual({
      kind: "evidence",
      evidence: [
        { fact: "function URL", source: `${arn}:live`, value: { authType: "NONE" } },
        { fact: "policy statement", source: `${arn}:live`, value: open },
      ],
    });
  });

  it.each([
    ["pass", { urls: known([url("AWS_IAM", null)]), policies: denied }],
    ["pass", { urls: known([url("NONE", null)]), policies: known({ live: policy(open) }) }],
    ["pass", { urls: known([]), policies: known({ "": policy(open) }) }],
    ["unknown", { urls: known([url("NONE", null)]), policies: denied }],
    ["unknown", { urls: known([url("NONE", null)]), policies: known({ "": "{" }) }],
    ["unknown", { urls: denied, policies: known({}) }],
    ["pass", { urls: known([url("NONE", null)]), policies: known({}), aliases: denied }],
    ["unknown", { urls: known([url("NONE", "live")]), policies: known({}), aliases: denied }],
  ])("is %s", (kind, change) => expect(judge("function-url-public", { ...base, ...change }).kind).toBe(kind));
});

describe("runtime-deprecated", () => {
  it.each([
    ["nodejs24.x", "pass"],
    ["nodejs26.x", "pass"],
    ["nodejs99.x", "unknown"],
    [null, "notApplicable"],
  ])("%s is %s", (runtime, kind) => expect(judge("runtime-deprecated", withFunction({ runtime })).kind).toBe(kind));

  it("shows the runtime and its day", () => {
    expect(judge("runtime-deprecated", withFunction({ runtime: "dotnet8" }))).toEqual({
      kind: "evidence",
      evidence: [{ fact: "runtime", source: arn, value: { runtime: "dotnet8", deprecated: "2026-11-10" } }],
    });
  });
});

describe("function-single-az", () => {
  const subnet = (subnetId: string, availabilityZone: string): ObservedSubnet => ({
    subnetId,
    availabilityZone,
    vpcId: "vpc-1",
    availabilityZoneId: null,
    cidrBlock: null,
    availableIpAddressCount: 10,
    name: null,
  });
  const subnets = known([subnet("s-a", "eu-west-1a"), subnet("s-b", "eu-west-1b"), subnet("s-c", "eu-west-1a")]);
  const inSubnets = (...subnetIds: string[]) =>
    withFunction({ vpc: { vpcId: "vpc-1", subnetIds, securityGroupIds: [] } });

  it.each([
    [["s-a", "s-b"], "pass"],
    [["s-a", "s-x", "s-b"], "pass"],
    [["s-a", "s-x"], "unknown"],
    [[], "notApplicable"],
    [["s-b"], "evidence"],
  ])("%j is %s", (ids, kind) => expect(judge("function-single-az", { ...inSubnets(...ids), subnets }).kind).toBe(kind));

  it("shows the subnets sorted, and knows nothing without them", () => {
    expect(judge("function-single-az", { ...inSubnets("s-c", "s-a"), subnets })).toMatchObject({
      evidence: [
        {
          fact: "subnets",
          value: [
            { subnetId: "s-a", availabilityZone: "eu-west-1a" },
            { subnetId: "s-c", availabilityZone: "eu-west-1a" },
          ],
        },
      ],
    });
    expect(judge("function-single-az", { ...inSubnets("s-a"), subnets: denied }).kind).toBe("unknown");
    expect(judge("function-single-az", { ...base, subnets: denied }).kind).toBe("notApplicable");
  });
});

describe("async-no-failure-destination", () => {
  const trigger = (failureDestinationArn: string | null, change: Partial<Trigger> = {}): Trigger => ({
    type: "resource-policy",
    service: "s3",
    sourceArn: null,
    principal: "s3.amazonaws.com",
    qualifier: null,
    invocation: "asynchronous",
    enabled: true,
    retry: { by: "lambda", attempts: 2, maxAgeSeconds: 21_600, failureDestinationArn },
    ...change,
  });
  const hidden = (part: UnknownTriggerPart["part"]): UnknownTriggerPart => ({
    part,
    subject: null,
    state: "denied",
    reason: "Denied.",
    since: null,
  });
  const subject = (
    triggers: Trigger[],
    unknown: UnknownTriggerPart[] = [],
    deadLetterTargetArn: string | null = null,
  ) => ({
    ...withFunction({ deadLetterTargetArn }),
    triggers: { triggers, unknown },
  });

  it.each([
    ["notApplicable", subject([])],
    ["notApplicable", subject([trigger(null, { invocation: "synchronous" })])],
    ["notApplicable", subject([trigger(null, { enabled: false })])],
    ["pass", subject([trigger("arn:dest")])],
    ["pass", subject([trigger("arn:dlq")], [hidden("asyncConfigs")], "arn:dlq")],
    ["pass", subject([], [hidden("policies")], "arn:dlq")],
    ["unknown", subject([trigger(null)], [hidden("asyncConfigs")])],
    ["unknown", subject([], [hidden("policies")])],
    ["unknown", subject([trigger("arn:dest")], [hidden("policies")])],
    ["notApplicable", subject([], [hidden("queues"), hidden("mappings")])],
    ["evidence", subject([trigger(null)], [hidden("policies")])],
  ])("is %s", (kind, one) => expect(judge("async-no-failure-destination", one).kind).toBe(kind));

  it("shows the triggers that lose events, as exported", () => {
    const lossy = trigger(null, { qualifier: "live" });
    expect(judge("async-no-failure-destination", subject([trigger("arn:dest"), lossy]))).toEqual({
      kind: "evidence",
      evidence: [{ fact: "trigger", source: arn, value: lossy }],
    });
  });
});

describe("describeRule", () => {
  it("knows each rule once", () => {
    const ids = [...roleRules, ...functionRules].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toHaveLength(17);
    for (const id of ids) expect(describeRule(id)).toMatchObject({ id, title: expect.any(String) });
    expect(describeRule("constructor")).toBeNull();
  });
});
