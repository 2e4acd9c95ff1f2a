import { allow, deny, document, type PolicyStatement } from "./policy-document.ts";
import { local, type RoleTemplate, roleTemplate } from "./role-template.ts";

/** Every action of Amazon SQS, as AWS's service authorisation reference lists them. */
const sqsActions = [
  "AddPermission",
  "CancelMessageMoveTask",
  "ChangeMessageVisibility",
  "CreateQueue",
  "DeleteMessage",
  "DeleteQueue",
  "GetQueueAttributes",
  "GetQueueUrl",
  "ListDeadLetterSourceQueues",
  "ListMessageMoveTasks",
  "ListQueueTags",
  "ListQueues",
  "PurgeQueue",
  "ReceiveMessage",
  "RemovePermission",
  "SendMessage",
  "SetQueueAttributes",
  "StartMessageMoveTask",
  "TagQueue",
  "UntagQueue",
].map((action) => `sqs:${action}`);

const basic = "AWSLambdaBasicExecutionRole";
const bucket = ["arn:aws:s3:::app-uploads", "arn:aws:s3:::app-uploads/*"];
const s3All = allow("s3:*");

function whole(
  id: string,
  services: readonly string[],
  statement: PolicyStatement,
  parts: Partial<RoleTemplate> = {},
): RoleTemplate {
  const { inline, ...rest } = parts;
  return roleTemplate(id, {
    aws: [basic],
    inline: { access: document(statement), ...inline },
    wildcardServices: services,
    proof: [{ from: { inline: "access" }, statement }],
    ...rest,
  });
}

const kinesisFirst = allow(["kinesis:A*", "kinesis:C*", "kinesis:D*", "kinesis:E*", "kinesis:G*"]);
const kinesisSecond = allow([
  "kinesis:I*",
  "kinesis:L*",
  "kinesis:M*",
  "kinesis:P*",
  "kinesis:R*",
  "kinesis:S*",
  "kinesis:T*",
  "kinesis:U*",
]);
const fullS3 = allow(["s3:*", "s3-object-lambda:*"]);
const fullSqs = allow(["sqs:*"]);

/** Whole-service grants in every spelling, and grants that stop short of one. */
export const wildcardTemplates: readonly RoleTemplate[] = [
  whole("service-on-one-bucket", ["s3"], allow("s3:*", bucket)),
  roleTemplate("service-cancelled-by-deny", { aws: [basic], inline: { access: document(s3All, deny("s3:*")) } }),
  whole("service-double-star", ["s3"], allow("s3:**")),
  whole("service-upper-case", ["dynamodb", "sns"], allow(["DynamoDB:*", "SNS:*"])),
  whole("service-action-by-action", ["sqs"], allow(sqsActions)),
  roleTemplate("service-all-but-one-action", {
    aws: [basic],
    inline: { access: document(allow(sqsActions.filter((action) => action !== "sqs:PurgeQueue"))) },
  }),
  roleTemplate("service-by-letters-over-two-policies", {
    aws: [basic],
    local: [local("streams", document(kinesisFirst))],
    inline: { streams: document(kinesisSecond) },
    wildcardServices: ["kinesis"],
    proof: [
      { from: { local: "streams" }, statement: kinesisFirst },
      { from: { inline: "streams" }, statement: kinesisSecond },
    ],
  }),
  whole("service-question-mark", ["secretsmanager"], allow("secretsmanager:?*")),
  roleTemplate("service-aws-s3-full", {
    aws: [basic, "AmazonS3FullAccess"],
    wildcardServices: ["s3", "s3-object-lambda"],
    proof: [{ from: { aws: "AmazonS3FullAccess" }, statement: fullS3 }],
  }),
  roleTemplate("service-aws-sqs-full", {
    aws: [basic, "AmazonSQSFullAccess"],
    wildcardServices: ["sqs"],
    proof: [{ from: { aws: "AmazonSQSFullAccess" }, statement: fullSqs }],
  }),
  roleTemplate("service-less-one-by-deny", {
    aws: [basic],
    inline: { access: document(s3All, deny("s3:DeleteBucket")) },
  }),
  roleTemplate("service-conditional", {
    aws: [basic],
    inline: { access: document({ ...s3All, Condition: { StringEquals: { "aws:SourceVpc": "vpc-0abc1234" } } }) },
  }),
  roleTemplate("service-cut-by-boundary", {
    aws: [basic],
    inline: { access: document(s3All) },
    boundary: local("boundary", document(allow(["s3:Get*", "s3:List*", "logs:PutLogEvents"]))),
  }),
  whole("service-deny-conditional", ["s3"], s3All, {
    inline: { tls: document({ ...deny("s3:*"), Condition: { Bool: { "aws:SecureTransport": "false" } } }) },
  }),
  whole("service-deny-one-bucket", ["s3"], s3All, {
    inline: { vault: document(deny("s3:*", "arn:aws:s3:::vault/*")) },
  }),
  roleTemplate("service-too-small", {
    aws: [basic],
    inline: { access: document(allow(["execute-api:*", "rds-db:*"])) },
  }),
  roleTemplate("service-read-only", {
    aws: [basic, "AmazonS3ReadOnlyAccess"],
    inline: { access: document(allow(["dynamodb:Get*", "dynamodb:Query", "sqs:Send*"])) },
  }),
  roleTemplate("service-in-boundary-only", {
    aws: [basic],
    boundary: local("boundary", document(allow(["s3:*", "logs:*"]))),
  }),
];
