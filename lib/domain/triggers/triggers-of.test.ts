import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Fact } from "#lib/domain/fleet/fact.ts";
import type { Json, ObservedEventSourceMapping } from "#lib/domain/fleet/observed.ts";
import { compareTriggers, unknownTriggersReason } from "./trigger.ts";
import { type TriggerInput, triggersOf } from "./triggers-of.ts";

const observedAt = new Date("2026-11-21T00:00:00Z");
const known = <T>(value: T): Fact<T> => ({ state: "known", value, observedAt });
const denied = { state: "denied", reason: "lambda:GetPolicy is denied.", since: observedAt } as const;
const arn = "arn:aws:lambda:eu-west-1:111122223333:function:f";
const queueArn = "arn:aws:sqs:eu-west-1:111122223333:q";

const input = (change: Partial<TriggerInput> = {}): TriggerInput => ({
  mappings: known([]),
  queues: {},
  policies: known({}),
  aliases: known([]),
  urls: known([]),
  asyncConfigs: known([]),
  deadLetterTargetArn: null,
  ...change,
});
const statement = (change: Record<string, Json>): Json => ({
  Sid: "s",
  Effect: "Allow",
  Action: "lambda:InvokeFunction",
  Resource: arn,
  ...change,
});
const policies = (statements: Json, qualifier = "") =>
  input({ policies: known({ [qualifier]: { Version: "2012-10-17", Statement: statements } }) });
const mapping = (change: Partial<ObservedEventSourceMapping>): ObservedEventSourceMapping => ({
  uuid: "u",
  functionArn: arn,
  functionName: "f",
  qualifier: null,
  eventSourceArn: "arn:aws:kinesis:eu-west-1:111122223333:stream/s",
  service: "kinesis",
  state: "Enabled",
  enabled: true,
  batchSize: 10,
  maximumRetryAttempts: null,
  maximumRecordAgeSeconds: null,
  onFailureDestinationArn: null,
  document: {},
  ...change,
});

describe("resource policies", () => {
  it.each([
    [{ Principal: { Service: "s3.amazonaws.com" } }, "s3", "asynchronous"],
    [{ Principal: { Service: "states.eu-west-1.amazonaws.com" } }, "states", "synchronous"],
    [{ Principal: { Service: "apigateway.amazonaws.com" } }, "apigateway", "synchronous"],
    [{ Principal: { AWS: "arn:aws:iam::210987654321:root" } }, "account", "synchronous"],
    [{ Principal: "*" }, "public", "synchronous"],
    [{ Principal: "*", Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } } }, "organization", "synchronous"],
    [
      { Principal: "*", Condition: { StringEquals: { "aws:SourceAccount": "210987654321" } } },
      "account",
      "synchronous",
    ],
    [{ Principal: "*", Condition: { StringEqualsIfExists: { "aws:PrincipalOrgID": "o-1" } } }, "public", "synchronous"],
  ])("%j is %s, %s", (change, service, invocation) => {
    const { triggers, unknown } = triggersOf(policies([statement(change)]));
    expect(unknown).toEqual([]);
    expect(triggers).toMatchObject([{ type: "resource-policy", service, invocation, enabled: true, sourceArn: null }]);
  });

  it("gives a trigger for each principal and source ARN, sorted", () => {
    const { triggers } = triggersOf(
      policies(
        statement({
          Principal: { Service: ["sns.amazonaws.com", "events.amazonaws.com"] },
          Condition: { ArnLike: { "AWS:SourceArn": ["arn:b", "arn:a"] } },
        }),
        "live",
      ),
    );
    expect(triggers.map((one) => [one.service, one.sourceArn, one.qualifier])).toEqual([
      ["events", "arn:a", "live"],
      ["events", "arn:b", "live"],
      ["sns", "arn:a", "live"],
      ["sns", "arn:b", "live"],
    ]);
  });

  it.each([
    { Effect: "Deny", Principal: "*" },
    { Principal: "*", Action: "lambda:GetFunction" },
    {
      Principal: "*",
      Action: "lambda:InvokeFunctionUrl",
      Condition: { StringEquals: { "lambda:FunctionUrlAuthType": "NONE" } },
    },
    { Principal: "*", Condition: { Bool: { "lambda:InvokedViaFunctionUrl": "true" } } },
  ])("gives none for %j", (change) => {
    expect(triggersOf(policies([statement(change)])).triggers).toEqual([]);
  });

  it("retries asynchronous events by the qualifier's settings, else by default", () => {
    const s3 = statement({ Principal: { Service: "s3.amazonaws.com" } });
    const asyncConfigs = known([
      {
        qualifier: "live",
        maximumRetryAttempts: 0,
        maximumEventAgeSeconds: 60,
        onFailureDestinationArn: "arn:dest",
        onSuccessDestinationArn: null,
      },
    ]);
    const both = known({ "": { Statement: [s3] }, live: { Statement: [s3] } });
    const { triggers } = triggersOf(input({ policies: both, asyncConfigs, deadLetterTargetArn: "arn:dlq" }));
    expect(triggers.map(({ qualifier, retry }) => [qualifier, retry])).toEqual([
      [null, { by: "lambda", attempts: 2, maxAgeSeconds: 21_600, failureDestinationArn: "arn:dlq" }],
      ["live", { by: "lambda", attempts: 0, maxAgeSeconds: 60, failureDestinationArn: "arn:dest" }],
    ]);
  });
});

describe("event source mappings", () => {
  it.each([
    [{ maximumRetryAttempts: -1, maximumRecordAgeSeconds: -1 }, null, null],
    [{ maximumRetryAttempts: 3, maximumRecordAgeSeconds: 60 }, 3, 60],
    [{ maximumRetryAttempts: 0 }, 0, null],
    [{ service: "kafka", eventSourceArn: null }, null, null],
  ])("%j", (change, attempts, maxAgeSeconds) => {
    const { triggers } = triggersOf(input({ mappings: known([mapping(change)]) }));
    expect(triggers).toMatchObject([
      { type: "event-source-mapping", invocation: "poll-based", retry: { by: "stream", attempts, maxAgeSeconds } },
    ]);
  });

  it("retries a queue by its redrive policy, which may be unknown", () => {
    const sqs = known([mapping({ service: "sqs", eventSourceArn: queueArn, enabled: false, state: "Disabled" })]);
    const redrive = { queueArn, maxReceiveCount: 5, deadLetterTargetArn: "arn:dlq", visibilityTimeoutSeconds: 30 };
    expect(triggersOf(input({ mappings: sqs, queues: { [queueArn]: known(redrive) } }))).toMatchObject({
      triggers: [
        { enabled: false, retry: { by: "queue", attempts: 5, maxAgeSeconds: null, failureDestinationArn: "arn:dlq" } },
      ],
      unknown: [],
    });
    const unread = triggersOf(input({ mappings: sqs, queues: { [queueArn]: denied } }));
    expect(unread.unknown).toMatchObject([{ part: "queues", subject: queueArn, state: "denied" }]);
    expect(triggersOf(input({ mappings: sqs })).unknown).toMatchObject([{ part: "queues", state: "notYetRead" }]);
  });
});

describe("triggersOf", () => {
  it("lists function URLs", () => {
    const url = { url: "https://x", invokeMode: null, cors: null };
    const urls = known([
      { ...url, qualifier: "live", authType: "AWS_IAM" },
      { ...url, qualifier: null, authType: "NONE" },
    ]);
    expect(triggersOf(input({ urls })).triggers).toMatchObject([
      { type: "function-url", service: "function-url", principal: null, qualifier: "live" },
      { type: "function-url", principal: "*", qualifier: null },
    ]);
  });

  it("names what is not known and keeps what is", () => {
    const s3 = known({ "": { Statement: [statement({ Principal: { Service: "s3.amazonaws.com" } })] }, bad: "{" });
    const found = triggersOf(
      input({ policies: s3, mappings: denied, urls: { state: "notYetRead" }, asyncConfigs: denied }),
    );
    expect(found.triggers).toMatchObject([{ service: "s3", retry: { attempts: null } }]);
    expect(found.unknown.map(({ part, subject, state }) => [part, subject, state])).toEqual([
      ["mappings", null, "denied"],
      ["urls", null, "notYetRead"],
      ["asyncConfigs", null, "denied"],
      ["policies", "bad", "failed"],
    ]);
    expect(unknownTriggersReason(found)).toMatch(/^Event source mappings: .*Resource policy \(bad\): /);
    expect(unknownTriggersReason(triggersOf(input()))).toBeNull();
  });

  it("does not ask for settings that no trigger depends on", () => {
    expect(triggersOf(input({ asyncConfigs: denied })).unknown).toEqual([]);
    expect(triggersOf(input({ urls: { state: "notApplicable", reason: "-" } })).unknown).toEqual([]);
  });

  it("sorts by a total order", () => {
    const text = fc.option(fc.constantFrom("a", "b", "B", "é"), { nil: null });
    const some = fc.record({ sourceArn: text, principal: text, qualifier: text });
    const base = { type: "resource-policy", service: "s3", invocation: "synchronous", enabled: true } as const;
    const retry = { by: "caller", attempts: null, maxAgeSeconds: null, failureDestinationArn: null } as const;
    fc.assert(
      fc.property(some, some, (one, other) => {
        const [a, b] = [
          { ...base, retry, ...one },
          { ...base, retry, ...other },
        ];
        expect(Math.sign(compareTriggers(a, b)) + Math.sign(compareTriggers(b, a))).toBe(0);
      }),
    );
  });
});
