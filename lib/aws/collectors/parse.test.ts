import { describe, expect, it } from "vitest";
import { readAnswerOf } from "#lib/aws/answer.ts";
import { parseFunction } from "./parse-function.ts";
import { parseMapping } from "./parse-mapping.ts";
import { decodeDocument, parsePolicy } from "./parse-role.ts";

const read = readAnswerOf({ service: "lambda", operation: "ListFunctions", region: "eu-west-1" });
const arn = "arn:aws:lambda:eu-west-1:111122223333:function:orders";
const configuration = {
  FunctionName: "orders",
  FunctionArn: arn,
  Role: "arn:aws:iam::111122223333:role/orders",
  CodeSize: 10,
  MemorySize: 256,
  Timeout: 30,
  LastModified: "2026-01-02T03:04:05.678+0000",
};

describe("parseFunction", () => {
  it("keeps no value of a variable, and no signed URL, in any field", () => {
    const secrets = ["hunter2-hunter2", "https://bucket.s3.amazonaws.com/code?X-Amz-Signature=abc"];
    const parsed = parseFunction(
      {
        ...configuration,
        Environment: { Variables: { DB_PASSWORD: secrets[0], PLAIN: "eu-west-1" } },
        Code: { Location: secrets[1] },
      },
      read,
      (value) => `hmac of ${value.length}`,
    );
    for (const secret of secrets) expect(JSON.stringify(parsed)).not.toContain(secret);
    expect(parsed.environment?.map(({ name, kind }) => [name, kind])).toEqual([
      ["DB_PASSWORD", "credential"],
      ["PLAIN", "plain"],
    ]);
    expect(parsed.document.Environment).toMatchObject({ Variables: { PLAIN: { kind: "plain" } } });
  });

  it("does without any field but name and ARN: what is missing is not known, and fails nothing", () => {
    const { FunctionName, FunctionArn } = configuration;
    expect(parseFunction({ FunctionName, FunctionArn }, read, () => "")).toMatchObject({
      memoryMb: null,
      timeoutSeconds: null,
      codeBytes: null,
      roleArn: null,
      lastModified: null,
      functionType: "event",
    });
    expect(() => parseFunction({ FunctionName }, read, () => "")).toThrow(/FunctionArn/);
  });

  it.each([
    [{}, { functionType: "event", tenancy: null, capacityProviderArn: null }],
    [{ DurableConfig: { RetentionPeriodInDays: 1 } }, { functionType: "durable" }],
    [{ TenancyConfig: { TenantIsolationMode: "PER_GALAXY" } }, { functionType: "event", tenancy: "PER_GALAXY" }],
    [
      { CapacityProviderConfig: { LambdaManagedInstancesCapacityProviderConfig: { CapacityProviderArn: "arn:c" } } },
      { functionType: "managedInstances", capacityProviderArn: "arn:c" },
    ],
    [{ CapacityProviderConfig: { SomethingElse: {} }, DurableConfig: {} }, { functionType: "managedInstances" }],
    [
      { MemorySize: "much", Timeout: null, TenancyConfig: "x" },
      { memoryMb: null, timeoutSeconds: null, tenancy: null },
    ],
  ])("reads %j", (more, expected) => {
    expect(parseFunction({ ...configuration, ...more }, read, () => "")).toMatchObject(expected);
  });

  it("keeps no credential that stands in a field which is not meant for one", () => {
    const token = `ghp_${"a1B2".repeat(10)}`;
    const url = "postgres://app:s3cr3t-pass@db.internal/orders";
    const parsed = parseFunction(
      {
        ...configuration,
        Description: `deployed with ${token}`,
        ImageConfigResponse: { ImageConfig: { Command: ["serve", url] } },
        NewField: {
          EnvironmentVariables: { ANY: "plain but private" },
          Source: "https://x.s3/y?X-Amz-Signature=abcdef",
        },
      },
      read,
      (value) => `hmac of ${value.length}`,
    );
    const text = JSON.stringify(parsed);
    for (const secret of [token, url, "plain but private", "abcdef"]) expect(text).not.toContain(secret);
    expect(parsed.document.ImageConfigResponse).toMatchObject({
      ImageConfig: { Command: ["serve", { kind: "hidden" }] },
    });
    expect(parsed.document.NewField).toMatchObject({ Source: "https://x.s3/y" });
    expect(parsed.description).toMatch(/not shown/);
  });

  it("keeps what the SDK does not know", () => {
    const { document, architecture } = parseFunction(
      { ...configuration, Architectures: ["riscv64"], FunctionRuntimeConfig: { Arn: "x" } },
      read,
      () => "",
    );
    expect(document.FunctionRuntimeConfig).toEqual({ Arn: "x" });
    expect(architecture).toBe("riscv64");
  });

  it("fills in what AWS leaves out, and reads its dates", () => {
    expect(parseFunction(configuration, read, () => "")).toMatchObject({
      runtime: null,
      packageType: "Zip",
      vpc: null,
      logGroupName: "/aws/lambda/orders",
      lastModified: new Date("2026-01-02T03:04:05.678Z"),
      environment: [],
      managedInstances: false,
    });
  });

  it("tells variables that AWS could not decrypt from none", () => {
    const Environment = { Error: { ErrorCode: "AccessDeniedException", Message: "no key" } };
    expect(parseFunction({ ...configuration, Environment }, read, () => "")).toMatchObject({
      environment: null,
      environmentError: "AccessDeniedException: no key",
    });
  });
});

describe("parseMapping", () => {
  it.each([
    ["arn:aws:sqs:eu-west-1:111122223333:jobs", "sqs"],
    ["arn:aws:rds:eu-west-1:111122223333:cluster:docs", "documentdb"],
    ["arn:aws:kinesis:eu-west-1:111122223333:stream/s/consumer/c:1", "kinesis"],
  ])("names the service of %s", (EventSourceArn, service) => {
    expect(parseMapping({ UUID: "1", FunctionArn: arn, EventSourceArn }, read).service).toBe(service);
  });

  it("tells the alias from the function", () => {
    const mapping = { UUID: "1", FunctionArn: `${arn}:live`, State: "Disabling", SelfManagedEventSource: {} };
    expect(parseMapping(mapping, read)).toMatchObject({
      functionArn: arn,
      functionName: "orders",
      qualifier: "live",
      enabled: false,
      service: "kafka",
      eventSourceArn: null,
    });
  });
});

describe("decodeDocument", () => {
  it("decodes as RFC 3986 does: a plus sign is one", () => {
    expect(decodeDocument("%7B%22Action%22%3A%22a%3Ab+c%22%7D")).toEqual({ Action: "a:b+c" });
  });

  it.each(["%E0%A4%A", "not json", ""])("keeps %j as it was sent", (sent) => {
    expect(decodeDocument(sent)).toBe(sent);
  });

  it("takes the default version, whatever its place", () => {
    const policy = {
      Arn: "arn:aws:iam::aws:policy/P",
      PolicyName: "P",
      DefaultVersionId: "v2",
      PolicyVersionList: [
        { VersionId: "v3", IsDefaultVersion: false, Document: "%7B%22V%22%3A3%7D" },
        { VersionId: "v2", IsDefaultVersion: true, Document: "%7B%22V%22%3A2%7D" },
      ],
    };
    expect(parsePolicy(policy, read)).toMatchObject({ defaultVersionId: "v2", document: { V: 2 } });
  });
});
