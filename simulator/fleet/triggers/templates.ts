import { reachTemplates } from "./reach-templates.ts";
import { arnOf, asyncConfig, asynchronous, mapping, synchronous } from "./sources.ts";
import { denyEveryone, grantAccounts, grantEveryone, grantService, grantUrl } from "./statements.ts";
import { combine, noTriggers, type TriggerContext, type TriggerPlan } from "./trigger-plan.ts";

type Template = (context: TriggerContext) => TriggerPlan;

const dlq = (c: TriggerContext): Partial<TriggerPlan> => ({ deadLetterArn: arnOf(c, "dead-letter") });
const url = (authType: "NONE" | "AWS_IAM", qualifier: string | null = null): Partial<TriggerPlan> => ({
  urls: [{ authType, qualifier }],
});
const onFailure = (c: TriggerContext, qualifier: string | null = null) =>
  asyncConfig({ qualifier, onFailureArn: arnOf(c, "on-failure") });
const rootOf = (accountId: string) => `arn:aws:iam::${accountId}:root`;
const inOrg = (c: TriggerContext) => ({ StringEquals: { "aws:PrincipalOrgID": c.organizationId } });

/** What most functions have. */
export const commonTriggers = {
  none: () => noTriggers,
  api: (c) => combine(synchronous(c, "apigateway")),
  sqsRedrive: (c) => combine(mapping(c, "sqs", { maxReceiveCount: 5 })),
  eventsOnFailure: (c) => combine(asynchronous(c, "events"), onFailure(c)),
  events: (c) => combine(asynchronous(c, "events")),
  s3DeadLetter: (c) => combine(asynchronous(c, "s3"), dlq(c)),
  sns: (c) => combine(asynchronous(c, "sns")),
  states: (c) => combine(synchronous(c, "states")),
  dynamodb: (c) => combine(mapping(c, "dynamodb", { maximumRetryAttempts: 3, onFailureArn: arnOf(c, "on-failure") })),
} satisfies Record<string, Template>;

/** The first thirty hold each rule's true positives and near-misses; all stand once in a fleet of sixty. */
export const plantedTriggers: readonly Template[] = [
  (c) => combine(grantEveryone(c, { sid: "anyone" })),
  (c) => combine(grantEveryone(c, { sid: "our-organisation", limitedTo: "organization", condition: inOrg(c) })),
  (c) => combine(grantEveryone(c, { sid: "anyone-but-no", open: false }), denyEveryone(c, "lambda:InvokeFunction")),
  (c) => combine(url("NONE"), grantUrl(c, { opens: true })),
  () => combine(url("NONE")),
  () => combine(url("AWS_IAM")),
  (c) => combine(asynchronous(c, "s3")),
  commonTriggers.s3DeadLetter,
  commonTriggers.eventsOnFailure,
  (c) => combine(asynchronous(c, "events", "live"), onFailure(c)),
  (c) => combine(asynchronous(c, "events", "live"), onFailure(c, "live")),
  commonTriggers.sqsRedrive,
  (c) => combine(mapping(c, "sqs")),
  (c) => combine(mapping(c, "kinesis", { maximumRetryAttempts: -1, maximumRecordAgeInSeconds: -1 })),
  commonTriggers.dynamodb,
  (c) => combine(mapping(c, "sqs", { state: "Disabled", maxReceiveCount: 3 })),
  (c) => combine(grantAccounts(c, [rootOf(c.foreignAccount)], { foreign: "medium" })),
  commonTriggers.api,
  (c) => combine(synchronous(c, "elasticloadbalancing")),
  commonTriggers.states,
  (c) =>
    combine(
      url("NONE"),
      grantUrl(c, {
        opens: false,
        condition: { StringEquals: { "lambda:FunctionUrlAuthType": "NONE", ...inOrg(c).StringEquals } },
      }),
    ),
  (c) => combine(url("NONE"), grantUrl(c, { opens: false }), denyEveryone(c, "lambda:InvokeFunctionUrl")),
  (c) =>
    combine(
      grantEveryone(c, { sid: "if-exists", condition: { StringEqualsIfExists: { "aws:SourceAccount": c.accountId } } }),
    ),
  (c) =>
    combine(
      grantEveryone(c, {
        sid: "object",
        principal: { AWS: "*" },
        condition: { StringLike: { "aws:UserAgent": "partner-*" } },
      }),
    ),
  (c) => combine(asynchronous(c, "sns"), { deadLetterArn: arnOf(c, "dead-topic") }),
  (c) =>
    combine(
      asynchronous(c, "events"),
      asyncConfig({ maximumRetryAttempts: 0, maximumEventAgeInSeconds: 60, onSuccessArn: arnOf(c, "on-success") }),
    ),
  (c) => combine(mapping(c, "kafka", { onFailureArn: arnOf(c, "dead-topic") })),
  (c) => combine(mapping(c, "kafka", { sourceArn: null })),
  (c) => combine(grantEveryone(c, { sid: "reads-only", action: "lambda:GetFunction", invokes: false })),
  (c) => combine(url("NONE", "live"), grantUrl(c, { opens: false })),
  (c) => combine(url("NONE", "live"), grantUrl(c, { qualifier: "live", opens: true })),
  (c) => combine(grantEveryone(c, { sid: "alias-for-anyone", qualifier: "live" })),
  (c) => combine(grantEveryone(c, { sid: "everything", action: "lambda:*" })),
  (c) =>
    combine(
      grantEveryone(c, {
        sid: "any-bucket",
        condition: { ArnLike: { "AWS:SourceArn": "arn:aws:s3:::*" } },
        sourceArn: "arn:aws:s3:::*",
      }),
    ),
  (c) =>
    combine(
      grantEveryone(c, {
        sid: "all-values",
        condition: { "ForAllValues:StringEquals": { "aws:PrincipalOrgPaths": [`${c.organizationId}/r-1/ou-1/`] } },
      }),
    ),
  (c) =>
    combine(
      grantEveryone(c, {
        sid: "any-address",
        condition: { IpAddress: { "aws:SourceIp": ["10.0.0.0/8", "0.0.0.0/0"] } },
      }),
    ),
  (c) =>
    combine(
      grantEveryone(c, { sid: "deny-if" }),
      denyEveryone(c, "lambda:InvokeFunction", { Bool: { "aws:SecureTransport": "false" } }),
    ),
  (c) => {
    const beside = [`arn:aws:iam::${c.foreignAccount}:root`];
    return combine(grantEveryone(c, { sid: "list-with-star", principal: { AWS: [...beside, "*"] }, beside }));
  },
  (c) =>
    combine(
      grantAccounts(c, [`arn:aws:iam::${c.foreignAccount}:role/partner-caller`, "arn:aws:iam::888800009999:user/ci"], {
        foreign: "medium",
      }),
    ),
  (c) => combine(asynchronous(c, "logs")),
  (c) => combine(asynchronous(c, "iot"), dlq(c)),
  (c) => combine(asynchronous(c, "ses"), onFailure(c)),
  (c) => combine(asynchronous(c, "config")),
  (c) => combine(asynchronous(c, "scheduler"), dlq(c)),
  (c) => combine(synchronous(c, "cognito-idp")),
  (c) => combine(mapping(c, "mq"), mapping(c, "sqs", { qualifier: "live", maxReceiveCount: 10 })),
  (c) => combine(mapping(c, "documentdb", { state: "Updating" })),
  (c) =>
    combine(
      mapping(c, "kinesis", {
        maximumRetryAttempts: 5,
        maximumRecordAgeInSeconds: 3600,
        onFailureArn: arnOf(c, "on-failure"),
      }),
    ),
  (c) =>
    combine(
      grantService(c, {
        service: "events",
        invocation: "asynchronous",
        sourceArns: [arnOf(c, "events"), `${arnOf(c, "events")}-nightly`],
      }),
    ),
  (c) =>
    combine(
      grantService(c, { service: "s3", invocation: "asynchronous", sourceArns: [], unlimited: "medium" }),
      dlq(c),
    ),
  (c) => combine(asynchronous(c, "sns", "live"), dlq(c)),
  (c) => combine(asynchronous(c, "sns"), asynchronous(c, "s3", "live"), onFailure(c)),
  ...reachTemplates,
];

export const triggerMix: readonly (readonly [Template, number])[] = [
  [commonTriggers.none, 22],
  [commonTriggers.api, 24],
  [commonTriggers.sqsRedrive, 14],
  [commonTriggers.eventsOnFailure, 12],
  [commonTriggers.events, 5],
  [commonTriggers.s3DeadLetter, 8],
  [commonTriggers.sns, 2],
  [commonTriggers.states, 6],
  [commonTriggers.dynamodb, 5],
  ...plantedTriggers.map((template) => [template, 0.04] as const),
];
