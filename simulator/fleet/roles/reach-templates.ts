import { foreignAccounts } from "#simulator/fleet/shape/accounts.ts";
import { allow, document, type PolicyStatement } from "./policy-document.ts";
import { letsIn, ordinary, reads } from "./reach-plans.ts";
import { retiredAdmin, roleArnIn, worker } from "./role-home.ts";
import { type PlannedSeverity, type PlantedRole, type ProofPlan, roleTemplate } from "./role-template.ts";

const basic = "AWSLambdaBasicExecutionRole";
const from = (statement: PolicyStatement): ProofPlan => ({ from: { inline: "access" }, statement });

const everySecret = allow("secretsmanager:GetSecretValue");
const everyObject = allow("s3:GetObject", "arn:aws:s3:::*");
const opening = allow(["s3:PutBucketPolicy", "kms:CreateGrant"]);

/** What execution roles ordinarily hold on everything, and what they read by name. */
const ordinaryNeeds = [
  allow(
    ["ec2:CreateNetworkInterface", "ec2:DescribeNetworkInterfaces", "ec2:DeleteNetworkInterface"].concat(
      ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"],
      ["xray:PutTraceSegments", "xray:PutTelemetryRecords", "cloudwatch:PutMetricData"],
    ),
  ),
  allow("secretsmanager:GetSecretValue", "arn:aws:secretsmanager:*:*:secret:checkout/api-key-??????"),
  allow("s3:GetObject", "arn:aws:s3:::*-reports/*"),
];

/** Roles that may do a little that reaches far, and roles of which that only seems so. */
export const reachTemplates: readonly PlantedRole[] = [
  roleTemplate("reads-every-secret", {
    aws: [basic],
    inline: { access: document(everySecret) },
    verdicts: [...ordinary, "dataExfiltration"],
    severity: "high",
    reach: [reads("secrets", from(everySecret))],
  }),
  roleTemplate("reads-every-object", {
    aws: [basic],
    inline: { access: document(everyObject) },
    verdicts: [...ordinary, "dataExfiltration"],
    severity: "high",
    reach: [reads("objects", from(everyObject))],
  }),
  roleTemplate("opens-buckets-and-keys", {
    aws: [basic],
    inline: { access: document(opening) },
    verdicts: [...ordinary, "resourceExposure"],
    severity: "high",
    // Both actions write too, and the one finding says all of it.
    reach: [letsIn("kms and s3", from(opening))],
  }),
  roleTemplate("ordinary-needs", { inline: { access: document(...ordinaryNeeds) }, verdicts: ordinary }),
  /** Each of these would be grave without its limit. */
  ({ accountId }) =>
    roleTemplate("limited-writes", {
      aws: [basic],
      inline: {
        access: document(
          {
            ...allow("iam:PassRole", roleArnIn(accountId, retiredAdmin)),
            Condition: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
          },
          allow(["lambda:CreateFunction", "lambda:InvokeFunction"], "arn:aws:lambda:*:*:function:previews-*"),
          allow("iam:PutRolePolicy", roleArnIn(accountId, worker)),
          { ...allow("ssm:SendCommand"), Condition: { StringEquals: { "aws:ResourceTag/team": "nobody" } } },
        ),
      },
      verdicts: ordinary,
      // Logs, two actions of Lambda and iam:PutRolePolicy.
      strength: 6,
      exceeds: ["all-but-iam", "all-but-six-writes", "power-user"],
    }),
];

/** A role that can do nothing of note, but lets others in. */
function trusting(
  id: string,
  statement: PolicyStatement,
  issue: { readonly severity: PlannedSeverity; readonly because: string } | null,
) {
  return roleTemplate(id, { aws: [basic], verdicts: ordinary, trust: { statement, issue } });
}

const [foreign] = foreignAccounts;
const outsider = `Account ${foreign}, which is not one of the organisation's known accounts,`;
const lets = (AWS: string): PolicyStatement => ({ Effect: "Allow", Principal: { AWS }, Action: "sts:AssumeRole" });

/** Roles that others than Lambda may assume. */
export const trustTemplates: readonly PlantedRole[] = [
  trusting("trusts-anyone", lets("*"), {
    severity: "critical",
    because: "Anyone with an AWS account may assume the role.",
  }),
  trusting("trusts-outsider", lets(`arn:aws:iam::${foreign}:root`), {
    severity: "medium",
    because: `${outsider} may assume the role without an external id.`,
  }),
  trusting(
    "trusts-outsider-with-external-id",
    {
      ...lets(`arn:aws:iam::${foreign}:role/vendor`),
      Condition: { StringEquals: { "sts:ExternalId": "lamp-7f3a" } },
    },
    { severity: "low", because: `${outsider} may assume the role.` },
  ),
  ({ neighbourId }) => trusting("trusts-own-organisation", lets(roleArnIn(neighbourId, "deployment")), null),
];
