import { allow, deny, document, type PolicyStatement } from "./policy-document.ts";
import { changes, letsIn, ordinary, reads, takesCredentials } from "./reach-plans.ts";
import { local, type PlannedVerdict, type ProofPlan, type RoleTemplate, roleTemplate } from "./role-template.ts";

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

/** What a whole service on all resources makes true. */
const wholeVerdicts: readonly PlannedVerdict[] = [...ordinary, "wildcardActions", "resourceExposure"];
const from = (statement: PolicyStatement): ProofPlan => ({ from: { inline: "access" }, statement });

/** A role whose one inline policy grants services whole; on all resources unless told otherwise. */
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
    proof: [from(statement)],
    verdicts: wholeVerdicts,
    severity: "high",
    reach: [letsIn(services.join(" and "), from(statement))],
    ...rest,
  });
}

/** All of S3: all objects can be read besides. */
function wholeS3(id: string, statement: PolicyStatement, inline: RoleTemplate["inline"] = {}): RoleTemplate {
  return whole(id, ["s3"], statement, {
    inline,
    verdicts: [...wholeVerdicts, "dataExfiltration"],
    reach: [reads("objects", from(statement)), letsIn("s3", from(statement))],
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

const allButPurge = allow(sqsActions.filter((action) => action !== "sqs:PurgeQueue"));
const twoSmall = allow(["execute-api:*", "rds-db:*"]);
const readAll = allow(["s3:Get*", "s3:List*", "s3:Describe*", "s3-object-lambda:Get*", "s3-object-lambda:List*"]);
const sending = allow(["dynamodb:Get*", "dynamodb:Query", "sqs:Send*"]);
const everySecret = allow("secretsmanager:?*");
const fromFullS3: ProofPlan = { from: { aws: "AmazonS3FullAccess" }, statement: fullS3 };
const fromFullSqs: ProofPlan = { from: { aws: "AmazonSQSFullAccess" }, statement: fullSqs };

/** Whole-service grants in every spelling, and grants that stop short of one. */
export const wildcardTemplates: readonly RoleTemplate[] = [
  whole("service-on-one-bucket", ["s3"], allow("s3:*", bucket), {
    verdicts: [...ordinary, "wildcardActions"],
    severity: "low",
    reach: [],
  }),
  roleTemplate("service-cancelled-by-deny", {
    aws: [basic],
    inline: { access: document(s3All, deny("s3:*")) },
    verdicts: ordinary,
  }),
  wholeS3("service-double-star", allow("s3:**")),
  whole("service-upper-case", ["dynamodb", "sns"], allow(["DynamoDB:*", "SNS:*"])),
  whole("service-action-by-action", ["sqs"], allow(sqsActions)),
  roleTemplate("service-all-but-one-action", {
    aws: [basic],
    inline: { access: document(allButPurge) },
    verdicts: [...ordinary, "resourceExposure"],
    severity: "high",
    // Twelve writes are left, of which receivers ordinarily need two: DeleteMessage and ChangeMessageVisibility.
    reach: [letsIn("sqs", from(allButPurge)), changes("sqs", 10, from(allButPurge))],
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
    verdicts: wholeVerdicts,
    severity: "high",
    // By PutResourcePolicy.
    reach: [letsIn("kinesis", { from: { inline: "streams" }, statement: kinesisSecond })],
  }),
  whole("service-question-mark", ["secretsmanager"], everySecret, {
    verdicts: [...wholeVerdicts, "dataExfiltration"],
    reach: [reads("secrets", from(everySecret)), letsIn("secretsmanager", from(everySecret))],
  }),
  roleTemplate("service-aws-s3-full", {
    aws: [basic, "AmazonS3FullAccess"],
    wildcardServices: ["s3", "s3-object-lambda"],
    proof: [fromFullS3],
    verdicts: [...wholeVerdicts, "dataExfiltration"],
    severity: "high",
    reach: [reads("objects", fromFullS3), letsIn("s3-object-lambda and s3", fromFullS3)],
  }),
  roleTemplate("service-aws-sqs-full", {
    aws: [basic, "AmazonSQSFullAccess"],
    wildcardServices: ["sqs"],
    proof: [fromFullSqs],
    verdicts: wholeVerdicts,
    severity: "high",
    reach: [letsIn("sqs", fromFullSqs)],
  }),
  roleTemplate("service-less-one-by-deny", {
    aws: [basic],
    inline: { access: document(s3All, deny("s3:DeleteBucket")) },
    verdicts: [...ordinary, "dataExfiltration", "resourceExposure"],
    severity: "high",
    // Of the 91 actions of S3 that write, tag or manage permissions on a resource.
    reach: [reads("objects", from(s3All)), letsIn("s3", from(s3All)), changes("s3", 90, from(s3All))],
  }),
  roleTemplate("service-conditional", {
    aws: [basic],
    inline: { access: document({ ...s3All, Condition: { StringEquals: { "aws:SourceVpc": "vpc-0abc1234" } } }) },
    verdicts: ordinary,
  }),
  roleTemplate("service-cut-by-boundary", {
    aws: [basic],
    inline: { access: document(s3All) },
    boundary: local("boundary", document(allow(["s3:Get*", "s3:List*", "logs:PutLogEvents"]))),
    verdicts: [...ordinary, "dataExfiltration"],
    severity: "high",
    reach: [reads("objects", from(s3All))],
  }),
  wholeS3("service-deny-conditional", s3All, {
    tls: document({ ...deny("s3:*"), Condition: { Bool: { "aws:SecureTransport": "false" } } }),
  }),
  wholeS3("service-deny-one-bucket", s3All, { vault: document(deny("s3:*", "arn:aws:s3:::vault/*")) }),
  roleTemplate("service-too-small", {
    aws: [basic],
    inline: { access: document(twoSmall) },
    verdicts: [...ordinary, "wildcardActions", "credentialsExposure"],
    severity: "high",
    reach: [
      takesCredentials("medium", "It can take credentials of all resources of rds-db.", from(twoSmall)),
      changes("execute-api and rds-db", 4, from(twoSmall)),
    ],
  }),
  roleTemplate("service-read-only", {
    aws: [basic, "AmazonS3ReadOnlyAccess"],
    inline: { access: document(sending) },
    verdicts: [...ordinary, "dataExfiltration"],
    severity: "high",
    reach: [
      reads("objects", { from: { aws: "AmazonS3ReadOnlyAccess" }, statement: readAll }),
      changes("sqs", 1, from(sending)),
    ],
  }),
  roleTemplate("service-in-boundary-only", {
    aws: [basic],
    boundary: local("boundary", document(allow(["s3:*", "logs:*"]))),
    verdicts: ordinary,
  }),
];
