import { nearlyEverything } from "./nearly-admin-paths.ts";
import { allow, deny, document, type PolicyStatement } from "./policy-document.ts";
import { changes, letsIn, reads } from "./reach-plans.ts";
import { local, type NearlyAdmin, type RoleTemplate, roleTemplate } from "./role-template.ts";

const everything = allow("*");
const iamWrites = [
  "iam:PutRolePolicy",
  "iam:AttachRolePolicy",
  "iam:CreatePolicyVersion",
  "iam:SetDefaultPolicyVersion",
  "iam:UpdateAssumeRolePolicy",
  "iam:PassRole",
];
const administrator = {
  aws: ["AdministratorAccess"],
  proof: [{ from: { aws: "AdministratorAccess" }, statement: everything }],
};
const nearlyAdmins: readonly NearlyAdmin[] = ["all-but-iam", "all-but-six-writes", "power-user"];
/** More than anything else holds; the few who hold a little less stand in this order below it. */
const everyAction = 1_000_000;
const admin = {
  admin: true,
  wildcardServices: ["*"],
  severity: "critical",
  strength: everyAction,
  exceeds: nearlyAdmins,
} as const;
const allButIam: PolicyStatement = {
  Effect: "Allow",
  NotAction: ["iam:*", "organizations:*", "account:*"],
  Resource: "*",
};
const theRest = allow(["IAM:*", "organizations:*", "Account:?*"]);
const reading = allow(["s3:GetObject", "dynamodb:Query"]);
const starColon = allow("*:*");
const secure: PolicyStatement = { ...everything, Condition: { Bool: { "aws:SecureTransport": "true" } } };
const fromAdministrator = administrator.proof;
const amongOthers = allow(["logs:PutLogEvents", "*"], ["arn:aws:s3:::deploy-artifacts/*", "*"]);

/** Admins, some of which look harmless, and roles that look like admins and are not. */
export const adminTemplates: readonly RoleTemplate[] = [
  roleTemplate("admin-managed", { ...admin, ...administrator }),
  roleTemplate("admin-cancelled-by-deny-of-iam", {
    ...nearlyEverything("all-but-iam", { from: { inline: "all-but-iam" }, statement: everything }),
    inline: { "all-but-iam": document(everything, deny("iam:*")) },
    // iam:* is about two hundred actions.
    strength: everyAction - 200,
    exceeds: ["power-user"],
  }),
  roleTemplate("admin-cut-by-boundary", {
    aws: ["AdministratorAccess"],
    verdicts: ["wildcardResourceWrite", "dataExfiltration", "infrastructureModification"],
    severity: "high",
    reach: [reads("objects", ...fromAdministrator), changes("s3", 1, ...fromAdministrator)],
    boundary: local(
      "boundary",
      document(allow(["s3:GetObject", "s3:PutObject", "logs:CreateLogStream", "logs:PutLogEvents"])),
    ),
  }),
  roleTemplate("admin-split-over-policies", {
    ...admin,
    aws: ["PowerUserAccess"],
    local: [local("extras", document(theRest))],
    proof: [
      { from: { aws: "PowerUserAccess" }, statement: allButIam },
      { from: { local: "extras" }, statement: theRest },
    ],
  }),
  roleTemplate("admin-single-object-statement", {
    ...admin,
    inline: { "app-permissions": { Version: "2012-10-17", Statement: starColon } },
    proof: [{ from: { inline: "app-permissions" }, statement: starColon }],
  }),
  roleTemplate("admin-for-one-organisation-tag-only", {
    inline: {
      guarded: document({ ...everything, Condition: { StringEquals: { "aws:PrincipalTag/break-glass": "yes" } } }),
    },
  }),
  roleTemplate("admin-under-secure-transport", {
    ...admin,
    inline: { transport: document(secure) },
    proof: [{ from: { inline: "transport" }, statement: secure }],
  }),
  roleTemplate("admin-deny-conditional", {
    ...admin,
    ...administrator,
    inline: {
      guard: document({
        ...deny("iam:*"),
        Condition: { StringNotEquals: { "aws:RequestedRegion": ["eu-west-1", "us-east-1"] } },
      }),
    },
  }),
  roleTemplate("admin-deny-some-writes", {
    ...admin,
    ...administrator,
    inline: { guard: document(deny(iamWrites.slice(0, 2))) },
    strength: everyAction - 2,
  }),
  roleTemplate("admin-deny-all-six-writes", {
    ...administrator,
    ...nearlyEverything("all-but-six-writes", ...fromAdministrator),
    inline: { guard: document(deny(iamWrites)) },
    strength: everyAction - iamWrites.length,
    exceeds: ["all-but-iam", "power-user"],
  }),
  roleTemplate("admin-deny-one-role-only", {
    ...admin,
    ...administrator,
    inline: { guard: document(deny("iam:*", "arn:aws:iam::*:role/break-glass")) },
  }),
  roleTemplate("admin-under-wide-boundary", {
    ...admin,
    ...administrator,
    boundary: local("boundary", document(everything)),
  }),
  roleTemplate("admin-in-default-version", {
    ...admin,
    local: [
      local(
        "access",
        document(allow(["s3:GetObject"])),
        document(allow(["s3:GetObject", "s3:PutObject"])),
        document(everything),
      ),
    ],
    proof: [{ from: { local: "access" }, statement: everything }],
  }),
  roleTemplate("admin-in-old-version", {
    verdicts: ["dataExfiltration"],
    severity: "high",
    reach: [reads("objects", { from: { local: "access" }, statement: reading })],
    local: [
      {
        suffix: "access",
        versions: [document(everything), document(reading)],
        defaultVersion: 2,
      },
    ],
  }),
  roleTemplate("admin-among-others", {
    ...admin,
    inline: { pipeline: document(amongOthers) },
    proof: [{ from: { inline: "pipeline" }, statement: amongOthers }],
  }),
  roleTemplate("power-user", {
    ...nearlyEverything("power-user", { from: { aws: "PowerUserAccess" }, statement: allButIam }),
    aws: ["PowerUserAccess"],
    // It lacks Organizations and account management too, and holds three actions of IAM.
    strength: everyAction - 300,
    exceeds: ["all-but-iam"],
  }),
  roleTemplate("admin-under-deny-not-action", {
    ...administrator,
    inline: { only: document({ Effect: "Deny", NotAction: "dynamodb:*", Resource: "*" }) },
    wildcardServices: ["dynamodb"],
    verdicts: ["wildcardActions", "wildcardResourceWrite", "resourceExposure", "infrastructureModification"],
    severity: "high",
    reach: [letsIn("dynamodb", ...fromAdministrator)],
  }),
];
