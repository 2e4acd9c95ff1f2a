import { describe, expect, it } from "vitest";
import { parseTrailEvent } from "./parse-trail-event.ts";

const at = new Date("2026-11-20T10:30:00Z");

function event(record: object, more: object = {}): Readonly<Record<string, unknown>> {
  return {
    EventId: "e-1",
    EventName: "UpdateFunctionCode20150331v2",
    EventTime: at,
    EventSource: "lambda.amazonaws.com",
    Username: "deploy-role",
    ReadOnly: "false",
    CloudTrailEvent: JSON.stringify(record),
    ...more,
  };
}

const arn = "arn:aws:lambda:eu-west-1:111122223333:function:orders";
const called = (functionName: unknown) => ({ requestParameters: { functionName } });

describe("an event of CloudTrail", () => {
  it.each([
    ["a name", "orders"],
    ["a name with a qualifier", "orders:live"],
    ["a partial ARN", "111122223333:function:orders"],
    ["an ARN", arn],
    ["an ARN with a version", `${arn}:7`],
  ])("names its function by %s", (_title, functionName) => {
    expect(parseTrailEvent(event(called(functionName)))).toEqual({
      eventId: "e-1",
      eventName: "UpdateFunctionCode",
      at,
      functionName: "orders",
      actor: "deploy-role",
      actorArn: null,
      sourceService: null,
    });
  });

  it("names its function by its resources where the record does not", () => {
    const Resources = [
      { ResourceType: "AWS::IAM::Role", ResourceName: "role" },
      { ResourceType: "AWS::Lambda::Function", ResourceName: arn },
    ];
    expect(parseTrailEvent(event({}, { Resources }))?.functionName).toBe("orders");
  });

  it("names who acted by the identity where there is no user name, and the service that acted for them", () => {
    const userIdentity = {
      arn: "arn:aws:sts::111122223333:assumed-role/ci/run",
      invokedBy: "cloudformation.amazonaws.com",
    };
    const parsed = parseTrailEvent(event({ ...called("orders"), userIdentity }, { Username: undefined }));
    expect(parsed).toMatchObject({
      actor: userIdentity.arn,
      actorArn: userIdentity.arn,
      sourceService: userIdentity.invokedBy,
    });
  });

  it("keeps the subnets that a request names, and nothing else of its parameters", () => {
    const requestParameters = {
      functionName: "orders",
      environment: { variables: { TOKEN: "secret" } },
      vpcConfig: { subnetIds: ["subnet-0a1", "<script>", 7], securityGroupIds: ["sg-1"] },
    };
    const parsed = parseTrailEvent(event({ requestParameters }));
    expect(parsed?.subnetIds).toEqual(["subnet-0a1"]);
    expect(JSON.stringify(parsed)).not.toContain("secret");
    const cleared = { functionName: "orders", vpcConfig: { subnetIds: [] } };
    expect(parseTrailEvent(event({ requestParameters: cleared }))).not.toHaveProperty("subnetIds");
  });

  it.each([
    ["that only reads", called("orders"), { ReadOnly: "true" }],
    ["of another service", called("orders"), { EventSource: "iam.amazonaws.com" }],
    ["that was refused", { ...called("orders"), errorCode: "AccessDenied" }, {}],
    ["without a function", {}, {}],
    ["with a name that is none", called("or ders\u0000"), {}],
    ["without an id", called("orders"), { EventId: undefined }],
    ["without a time", called("orders"), { EventTime: "yesterday" }],
    ["whose record is no JSON", {}, { CloudTrailEvent: "<html>" }],
  ])("%s is left out", (_title, record, more) => {
    expect(parseTrailEvent(event(record, more))).toBeNull();
  });
});
