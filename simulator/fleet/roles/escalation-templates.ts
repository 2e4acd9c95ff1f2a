import { assumesBreakGlass, makesKeysOfAnybody } from "./nearly-admin-paths.ts";
import { allow, document, type PolicyStatement } from "./policy-document.ts";
import { letsIn, ordinary, takesCredentials } from "./reach-plans.ts";
import { type RoleHome, retiredAdmin, roleArnIn } from "./role-home.ts";
import {
  type AccountView,
  local,
  type NearlyAdmin,
  type PathPlan,
  type PlantedRole,
  type ProofPlan,
  type RoleTemplate,
  roleTemplate,
} from "./role-template.ts";

const basic = "AWSLambdaBasicExecutionRole";
/** What {@link basic} allows. */
const logActions = 3;
const mostNamed = 3;
const fromInline = (statement: PolicyStatement): ProofPlan => ({ from: { inline: "access" }, statement });
const lacksIam: readonly NearlyAdmin[] = ["all-but-iam", "power-user"];
const lacksWrites: readonly NearlyAdmin[] = [...lacksIam, "all-but-six-writes"];

/** A role with logs and one inline policy, by which it gains rights. */
function escalating(
  id: string,
  statements: readonly PolicyStatement[],
  paths: RoleTemplate["paths"],
  parts: Partial<RoleTemplate> = {},
): RoleTemplate {
  return roleTemplate(id, {
    aws: [basic],
    inline: { access: document(...statements) },
    verdicts: ordinary,
    paths,
    pathProof: statements.map(fromInline),
    ...parts,
  });
}

/** What a role has that may write its own policies. */
const everyRight = ({ isLimited }: AccountView) =>
  isLimited ? "every right that its boundary and the organisation's policies leave" : "every right in the account";

function writesItself(
  set: string,
  title: string,
  action: string,
  resource: string,
): (around: AccountView) => readonly PathPlan[] {
  return (around) => [
    { set, title, steps: [{ action, resources: [resource] }], gains: [everyRight(around)], potential: false },
  ];
}

/** Passes the retired administrator to a function of its own making; the names of functions are no limit to that. */
function passesAdministrator({ accountId }: RoleHome): RoleTemplate {
  const administrator = roleArnIn(accountId, retiredAdmin);
  const functions = "arn:aws:lambda:*:*:function:imports-*";
  return escalating(
    "passes-administrator",
    [allow("iam:PassRole", administrator), allow(["lambda:CreateFunction", "lambda:InvokeFunction"], functions)],
    () => [
      {
        set: "pass-role-lambda-create",
        title: "Run its own code in a new function",
        steps: [
          { action: "iam:PassRole", resources: [administrator] },
          { action: "lambda:CreateFunction", resources: [functions] },
        ],
        gains: [administrator],
        potential: false,
      },
    ],
    { strength: logActions + 3, exceeds: lacksWrites },
  );
}

/** May change functions by name, some of which run as administrators, where the account has such. */
function updatesAdministrators({ accountId, administrators }: RoleHome): RoleTemplate {
  const targets = administrators();
  const retired = `arn:aws:lambda:us-east-1:${accountId}:function:retired-importer`;
  const resources = [...targets.map(({ functionArn }) => functionArn), retired];
  return escalating(
    "updates-administrators",
    [allow("lambda:UpdateFunctionCode", resources)],
    () =>
      targets.length === 0
        ? []
        : [
            {
              set: "lambda-update-code",
              title: "Put its own code into a function that runs as another role",
              steps: [{ action: "lambda:UpdateFunctionCode", resources: resources.slice(0, mostNamed) }],
              gains: [...new Set(targets.map(({ roleArn }) => roleArn))].sort().slice(0, mostNamed),
              potential: false,
            },
          ],
    {},
  );
}

function writesOwnPolicy({ roleArn }: RoleHome): RoleTemplate {
  return escalating(
    "writes-own-policy",
    [allow("iam:PutRolePolicy", roleArn)],
    writesItself("iam-put-role-policy", "Write an inline policy for itself", "iam:PutRolePolicy", roleArn),
    { strength: logActions + 1, exceeds: lacksWrites },
  );
}

function rewritesOwnPolicy({ accountId, roleName }: RoleHome): RoleTemplate {
  const suffix = "releases";
  const policyArn = `arn:aws:iam::${accountId}:policy/${roleName}-${suffix}`;
  const statement = allow("iam:CreatePolicyVersion", policyArn);
  const title = "Rewrite a policy that is attached to itself";
  return roleTemplate("rewrites-own-policy", {
    aws: [basic],
    local: [local(suffix, document(statement))],
    verdicts: ordinary,
    paths: writesItself("iam-create-policy-version", title, "iam:CreatePolicyVersion", policyArn),
    pathProof: [{ from: { local: suffix }, statement }],
    strength: logActions + 1,
    exceeds: lacksWrites,
  });
}

const keysOfAll = allow("iam:CreateAccessKey");
const identities = "It can take or make credentials of any identity of the account.";

/** The same for a single user: who that is decides what is gained. */
function makesKeysOfOne({ accountId }: RoleHome): RoleTemplate {
  const user = `arn:aws:iam::${accountId}:user/ci-bot`;
  const statement = allow("iam:CreateAccessKey", user);
  return escalating(
    "makes-keys-of-one-user",
    [statement],
    () => [
      {
        ...makesKeysOfAnybody,
        steps: [{ action: "iam:CreateAccessKey", resources: [user] }],
        gains: ["the rights of the IAM users that the statement names"],
        potential: true,
      },
    ],
    {
      verdicts: [...ordinary, "credentialsExposure"],
      severity: "medium",
      reach: [
        takesCredentials("medium", "It can make credentials of users that its policies name.", fromInline(statement)),
      ],
      strength: logActions + 1,
      exceeds: lacksIam,
    },
  );
}

const assumesAll = allow("sts:AssumeRole");

/** Roles that can gain rights which they lack, most of them by a single modest statement. */
export const escalationTemplates: readonly PlantedRole[] = [
  passesAdministrator,
  updatesAdministrators,
  writesOwnPolicy,
  rewritesOwnPolicy,
  escalating("makes-keys-of-anybody", [keysOfAll], () => [makesKeysOfAnybody], {
    verdicts: [...ordinary, "credentialsExposure", "resourceExposure"],
    severity: "high",
    reach: [takesCredentials("high", identities, fromInline(keysOfAll)), letsIn("iam", fromInline(keysOfAll))],
    strength: logActions + 1,
    exceeds: lacksIam,
  }),
  makesKeysOfOne,
  escalating("assumes-any-role", [assumesAll], (around) => [assumesBreakGlass(around)], {
    verdicts: [...ordinary, "credentialsExposure"],
    severity: "high",
    reach: [takesCredentials("high", identities, fromInline(assumesAll))],
  }),
];
