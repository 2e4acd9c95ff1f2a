import { describe, expect, it } from "vitest";
import type { ActionUse, ServiceUse } from "#lib/domain/fleet/observed-role-usage.ts";
import { parsePolicyDocument } from "#lib/domain/iam/parse-policy-document.ts";
import type { JsonObject } from "#lib/domain/iam/policy-document.ts";
import { rightsOf } from "#lib/domain/iam/verdicts/rights.fixture.ts";
import { tightenPolicies } from "./tighten-policies.ts";
import type { TightenInput } from "./tighter-policies.ts";
import type { RuntimeFacts } from "./unseen-uses.ts";

const now = new Date("2026-11-21T12:00:00Z");
const usedAt = new Date("2026-11-20T12:00:00Z");
const plain: RuntimeFacts = { inVpc: false, polled: [], sendsFailures: false, durable: false };

function use(namespace: string, used: boolean, actions: Readonly<Record<string, boolean>> | null = null): ServiceUse {
  const tracked = Object.entries(actions ?? {}).map(
    ([name, isUsed]): ActionUse => ({ name, lastUsedAt: isUsed ? usedAt : null, lastUsedRegion: null }),
  );
  return {
    namespace,
    name: namespace.toUpperCase(),
    lastUsedAt: used ? usedAt : null,
    lastUsedRegion: used ? "eu-west-1" : null,
    actions: actions === null ? null : tracked,
  };
}

function tighten(document: unknown, services: readonly ServiceUse[], more: Partial<TightenInput> = {}) {
  const documents = [{ source: "inline:access", name: "access", document: parsePolicyDocument(document) }];
  return tightenPolicies(
    {
      documents,
      rights: null,
      services,
      readAt: now,
      createdAt: new Date("2020-01-01"),
      changedAt: null,
      knownSince: new Date("2020-01-01"),
      runtime: plain,
      ...more,
    },
    now,
  );
}

const allow = (Action: string | readonly string[], Resource: string | readonly string[] = "*"): JsonObject => ({
  Effect: "Allow",
  Action,
  Resource,
});
const policy = (...Statement: JsonObject[]) => ({ Version: "2012-10-17", Statement });

/** The statements that are left, as they are written. */
function left(document: unknown, services: readonly ServiceUse[], more: Partial<TightenInput> = {}) {
  const after = tighten(document, services, more).documents[0]?.after;
  return after === null || after === undefined ? null : after.Statement;
}

describe("what is kept of a statement", () => {
  const s3 = use("s3", true);
  const noSqs = use("sqs", false);
  it.each<[string, JsonObject, readonly ServiceUse[], readonly string[] | null]>([
    ["a used service as it is", allow(["s3:*"]), [s3], ["s3:*"]],
    ["nothing of one never used", allow(["sqs:*"]), [noSqs], null],
    ["the used part of a list", allow(["s3:GetObject", "sqs:SendMessage"]), [s3, noSqs], ["s3:GetObject"]],
    ["letter case does not matter", allow(["S3:getobject", "SQS:*"]), [s3, noSqs], ["S3:getobject"]],
    ["what the report does not name", allow(["s3:*", "sns:Publish"]), [noSqs], ["s3:*", "sns:Publish"]],
    [
      "actions that are tracked and used",
      allow(["s3:GetBucketPolicy"]),
      [use("s3", true, { GetBucketPolicy: true })],
      ["s3:GetBucketPolicy"],
    ],
    [
      "no action that is tracked and was not",
      allow(["s3:DeleteBucket", "s3:GetObject"]),
      [use("s3", true, { DeleteBucket: false })],
      ["s3:GetObject"],
    ],
    [
      "iam:PassRole, which is no call",
      allow(["iam:PassRole", "iam:CreateRole"]),
      [use("iam", false)],
      ["iam:PassRole"],
    ],
    ["iam:PassRole of iam:*", allow(["iam:*"]), [use("iam", false)], ["iam:PassRole"]],
    ["a service that AWS cannot see used", allow(["rds-db:*"]), [use("rds-db", false)], ["rds-db:*"]],
    [
      "the log lines of the runtime",
      allow(["logs:*"]),
      [use("logs", false)],
      ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"],
    ],
    [
      "traces",
      allow(["xray:PutTraceSegments", "xray:GetTraceSummaries"]),
      [use("xray", false)],
      ["xray:PutTraceSegments"],
    ],
  ])("%s", (_name, statement, services, kept) => {
    expect(left(policy(statement), services)).toEqual(kept === null ? null : [{ ...statement, Action: kept }]);
  });

  it("keeps resources, conditions, Sid and the version", () => {
    const Condition = { StringEquals: { "aws:SourceVpc": "vpc-1" } };
    const statement = { Sid: "Both", ...allow(["s3:*", "sqs:*"], ["arn:aws:s3:::a", "arn:aws:sqs:*:*:q"]), Condition };
    const { documents } = tighten({ Version: "2008-10-17", Statement: statement }, [s3, noSqs]);
    expect(documents[0]?.after).toEqual({ Version: "2008-10-17", Statement: [{ ...statement, Action: ["s3:*"] }] });
  });

  it("leaves Deny as it is, even alone", () => {
    const deny = { Effect: "Deny", NotAction: "s3:*", Resource: "*" };
    expect(left(policy(allow("sqs:*"), deny), [noSqs])).toEqual([deny]);
  });

  it("writes out a service whose tracked actions were not all used, without its own unused ones", () => {
    const [statement] = left(policy(allow("sqs:*")), [use("sqs", true, { PurgeQueue: false, DeleteQueue: false })]) as [
      JsonObject,
    ];
    expect(statement.Action).not.toContain("sqs:*");
    expect(statement.Action).toEqual(expect.arrayContaining(["sqs:SendMessage", "sqs:List*"]));
    expect(JSON.stringify(statement.Action)).not.toMatch(/Purge|DeleteQueue|"sqs:Delete\*"/);
  });

  it("names the used services of an administrator one by one", () => {
    const every = ["s3", "sqs", "iam", "ec2"].map((name) => use(name, name === "s3"));
    const [statement] = left(policy(allow("*")), every) as [{ Action: string[] }];
    expect(statement.Action).toContain("s3:*");
    expect(statement.Action).toContain("iam:PassRole");
    // What the report does not name stays.
    expect(statement.Action).toContain("dynamodb:*");
    expect(statement.Action.filter((action) => /^(sqs|ec2|iam):/.test(action))).toEqual(["iam:PassRole"]);
  });

  it("writes NotAction as what is left of it", () => {
    const all = policy({ Effect: "Allow", NotAction: ["iam:*", "s3:Delete*"], Resource: "*" });
    const [statement] = left(all, [s3, noSqs]) as [{ Action: string[]; NotAction?: unknown }];
    expect(statement.NotAction).toBeUndefined();
    expect(statement.Action).toContain("s3:Get*");
    expect(statement.Action.filter((action) => /^(iam|sqs):|^s3:(\*|D\*|Delete)/.test(action))).toEqual([]);
  });

  it("keeps of NotAction what AWS cannot see used, less what it names", () => {
    const all = policy({ Effect: "Allow", NotAction: "execute-api:ManageConnections", Resource: "*" });
    const [statement] = left(all, [use("execute-api", false)]) as [{ Action: string[] }];
    const kept = statement.Action.filter((action) => action.startsWith("execute-api:"));
    expect(kept).toContain("execute-api:Invoke");
    expect(kept).not.toContain("execute-api:*");
    expect(kept).not.toContain("execute-api:ManageConnections");
  });
});

describe("what Lambda itself needs", () => {
  const network = policy(allow(["ec2:CreateNetworkInterface", "ec2:DescribeSubnets", "ec2:RunInstances"]));
  const unused = [use("ec2", false), use("rds", false), use("sqs", false), use("sns", false), use("lambda", false)];
  it.each<[string, Partial<RuntimeFacts> | null, JsonObject, readonly string[] | null]>([
    [
      "network interfaces of functions in a VPC",
      { inVpc: true },
      network,
      ["ec2:CreateNetworkInterface", "ec2:DescribeSubnets"],
    ],
    ["none where no function stands in one", {}, network, null],
    ["all where that is not known", null, network, ["ec2:CreateNetworkInterface", "ec2:DescribeSubnets"]],
    [
      "polling of a queue",
      { polled: ["sqs"] },
      policy(allow(["sqs:ReceiveMessage", "sqs:PurgeQueue"])),
      ["sqs:ReceiveMessage"],
    ],
    [
      "network interfaces to sources in a VPC, wherever the function stands",
      { polled: ["kafka"] },
      network,
      ["ec2:CreateNetworkInterface", "ec2:DescribeSubnets"],
    ],
    [
      "what polling of DocumentDB looks up",
      { polled: ["documentdb"] },
      policy(allow(["rds:DescribeDBClusters", "rds:DeleteDBCluster"])),
      ["rds:DescribeDBClusters"],
    ],
    [
      "polling of any source where the sources are not known",
      { polled: null },
      policy(allow(["sqs:ReceiveMessage", "sqs:PurgeQueue"])),
      ["sqs:ReceiveMessage"],
    ],
    ["failed events", { sendsFailures: true }, policy(allow(["sns:Publish", "sns:Subscribe"])), ["sns:Publish"]],
    [
      "checkpoints",
      { durable: true },
      policy(allow("lambda:*")),
      ["lambda:CheckpointDurableExecution", "lambda:GetDurableExecutionState"],
    ],
  ])("keeps %s", (_name, facts, document, kept) => {
    const runtime = facts === null ? null : { ...plain, ...facts };
    const statements = left(document, unused, { runtime });
    expect(Array.isArray(statements) ? statements.map(({ Action }) => Action) : statements).toEqual(
      kept === null ? null : [kept],
    );
  });

  it("says why it stays", () => {
    const { staying } = tighten(network, unused, { runtime: { ...plain, inVpc: true } });
    expect(staying).toEqual([
      {
        why: expect.stringContaining("network interfaces"),
        actions: ["ec2:CreateNetworkInterface", "ec2:DescribeSubnets"],
      },
    ]);
  });
});

describe("what is told of it", () => {
  it("counts what is taken away by service, of what the role holds", () => {
    const statements = [allow(["sqs:SendMessage", "sqs:PurgeQueue"]), allow(["s3:GetObject", "s3:DeleteBucket"])];
    const services = [use("sqs", false), use("s3", true, { DeleteBucket: false })];
    const { removed } = tighten(policy(...statements), services);
    expect(removed).toEqual([
      {
        namespace: "sqs",
        name: "SQS",
        actions: 2,
        examples: ["sqs:PurgeQueue", "sqs:SendMessage"],
        whole: true,
        ground: "service",
      },
      { namespace: "s3", name: "S3", actions: 1, examples: ["s3:DeleteBucket"], whole: false, ground: "action" },
    ]);
    const rights = rightsOf([statements], { boundary: [allow("s3:*")] });
    expect(tighten(policy(...statements), services, { rights }).removed.map(({ namespace }) => namespace)).toEqual([
      "s3",
    ]);
  });

  it("says which policies stay, which are narrowed, which are not needed, and which could not be read", () => {
    const read = (source: string, document: unknown) => ({
      source,
      name: source,
      document: parsePolicyDocument(document),
    });
    const documents = [
      read("inline:same", policy(allow("s3:*"))),
      read("inline:less", policy(allow(["s3:*", "sqs:*"]))),
      read("arn:aws:iam::aws:policy/gone", policy(allow("sqs:*"))),
      read("inline:broken", "{"),
    ];
    const told = tighten({}, [use("s3", true), use("sqs", false)], { documents });
    expect(told.documents.map(({ outcome }) => outcome)).toEqual(["unchanged", "narrowed", "removed", "unreadable"]);
    expect(told.documents[3]?.problem).toMatch(/not valid JSON/);
    expect(told.documents[1]?.characters).toBe(
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:*"],"Resource":"*"}]}'.length,
    );
  });

  it("names what it does not judge", () => {
    const { notJudged } = tighten(policy(allow(["s3:*", "sns:*"])), [use("s3", true)]);
    expect(notJudged.join(" ")).toMatch(/tracks no single actions.*: s3\./);
    expect(notJudged.join(" ")).toMatch(/does not name 1 service.*: sns\./);
    expect(notJudged.join(" ")).toMatch(/boundary.*not known/);
  });

  it("tells when IAM would not take it", () => {
    const names = Array.from({ length: 400 }, (_, at) => `arn:aws:s3:::bucket-number-${at}`);
    const { tooLong } = tighten(policy(allow(["s3:*", "sqs:*"], names)), [use("s3", true), use("sqs", false)]);
    expect(tooLong).toEqual([expect.stringContaining("10,240"), expect.stringContaining("6,144")]);
  });
});

describe("how sure it is", () => {
  const day = (days: number) => new Date(now.getTime() - days * 86_400_000);
  it.each([
    [{ createdAt: day(1_000) }, "high", 400],
    [{ createdAt: day(200) }, "high", 200],
    [{ createdAt: day(90) }, "medium", 90],
    [{ createdAt: day(3) }, "low", 3],
    [{ createdAt: null }, "medium", 400],
    [{ createdAt: day(1_000), changedAt: day(10) }, "low", 400],
    [{ createdAt: day(1_000), changedAt: day(100) }, "medium", 400],
    [{ createdAt: day(1_000), changedAt: day(300) }, "high", 400],
    [{ createdAt: day(1_000), readAt: day(20) }, "medium", 400],
    [{ createdAt: day(1_000), knownSince: day(0) }, "medium", 400],
    [{ createdAt: day(1_000), knownSince: null }, "medium", 400],
    [{ createdAt: day(1_000), knownSince: day(200) }, "high", 400],
    [{ createdAt: day(1_000), changedAt: day(10), knownSince: day(20) }, "low", 400],
  ] as const)("%o is %s after %i days", (facts, level, observedDays) => {
    const { certainty } = tighten(policy(), [], facts);
    expect(certainty).toMatchObject({ level, observedDays });
    for (const reason of certainty.reasons) expect(reason).toMatch(/^[A-Z].*\.$/);
  });
});
