import { roleArnIn } from "./role-home.ts";
import type { AccountView, NearlyAdmin, PathPlan, PlannedVerdict, ProofPlan } from "./role-template.ts";

/** Roles that a path names. */
const mostNamed = 3;
/** Paths that a finding shows. */
const mostPaths = 10;

const onEverything = (...actions: string[]) => actions.map((action) => ({ action, resources: ["*"] }));

function path(set: string, title: string, actions: readonly string[], gains: readonly string[]): PathPlan {
  return { set, title, steps: onEverything(...actions), gains, potential: false };
}

/** Takes the administrator that every principal of the account may become. */
export function assumesBreakGlass({ breakGlass: administrators }: AccountView): PathPlan {
  const [first = ""] = administrators;
  return {
    set: "sts-assume-role",
    title: "Take another role that trusts it",
    steps: [{ action: "sts:AssumeRole", resources: [first] }],
    gains: administrators.slice(0, mostNamed),
    potential: false,
  };
}

const anyUser = ["the rights of any IAM user"];

export const makesKeysOfAnybody = path(
  "iam-create-access-key",
  "Make access keys of an IAM user and act as that user",
  ["iam:CreateAccessKey"],
  anyUser,
);

/** What only a role with actions of IAM can do to users. */
const overUsers: readonly PathPlan[] = [
  makesKeysOfAnybody,
  path(
    "iam-create-login-profile",
    "Give an IAM user a console password and sign in as that user",
    ["iam:CreateLoginProfile"],
    anyUser,
  ),
  path(
    "iam-update-login-profile",
    "Change an IAM user's console password and sign in as that user",
    ["iam:UpdateLoginProfile"],
    anyUser,
  ),
];

function behindFunctions(stronger: readonly string[]): readonly PathPlan[] {
  if (stronger.length === 0) return [];
  const gains = stronger.slice(0, mostNamed);
  return [
    path(
      "lambda-update-code",
      "Put its own code into a function that runs as another role",
      ["lambda:UpdateFunctionCode"],
      gains,
    ),
    path(
      "lambda-update-configuration",
      "Put its own layer into a function that runs as another role",
      ["lambda:UpdateFunctionConfiguration"],
      gains,
    ),
  ];
}

const helped = ["any right, as somebody whom it has helped"];

const helpsUsers: readonly PathPlan[] = [
  path("iam-add-user-to-group", "Put an IAM user into a group with more rights", ["iam:AddUserToGroup"], helped),
  path("iam-attach-group-policy", "Attach any policy to a group of IAM users", ["iam:AttachGroupPolicy"], helped),
  path("iam-put-group-policy", "Write an inline policy for a group of IAM users", ["iam:PutGroupPolicy"], helped),
  path("iam-attach-user-policy", "Attach any policy to an IAM user", ["iam:AttachUserPolicy"], helped),
  path("iam-put-user-policy", "Write an inline policy for an IAM user", ["iam:PutUserPolicy"], helped),
  path(
    "iam-delete-user-boundary",
    "Take the permissions boundary off an IAM user",
    ["iam:DeleteUserPermissionsBoundary"],
    helped,
  ),
];

/** What works wherever there are people with permission sets, and through what other services run in every account. */
function elsewhere({ accountId }: AccountView): readonly PathPlan[] {
  const deploy = [roleArnIn(accountId, "cloudformation-deploy")];
  return [
    path(
      "sso-attach-managed-policy",
      "Attach any AWS managed policy to a permission set that people have",
      ["sso:AttachManagedPolicyToPermissionSet"],
      helped,
    ),
    path(
      "sso-put-inline-policy",
      "Write an inline policy for a permission set that people have",
      ["sso:PutInlinePolicyToPermissionSet"],
      helped,
    ),
    path("cloudformation-update", "Change a stack that has a role of its own", ["cloudformation:UpdateStack"], deploy),
    path(
      "cloudformation-change-set",
      "Change a stack that has a role of its own, by a change set",
      ["cloudformation:CreateChangeSet", "cloudformation:ExecuteChangeSet"],
      deploy,
    ),
    path(
      "states-update",
      "Make calls from a state machine that holds a role",
      ["states:UpdateStateMachine", "states:StartExecution"],
      [roleArnIn(accountId, "not-for-lambda")],
    ),
  ];
}

function pathsOf(kind: NearlyAdmin, around: AccountView): readonly PathPlan[] {
  const overIam = kind === "all-but-six-writes";
  const certain = [
    assumesBreakGlass(around),
    ...(overIam ? overUsers : []),
    ...behindFunctions(around.strongerThan(kind)),
  ];
  const perhaps = [...(overIam ? helpsUsers : []), ...elsewhere(around)];
  return [...certain, ...perhaps.map((one) => ({ ...one, potential: true }))].slice(0, mostPaths);
}

const verdicts: readonly PlannedVerdict[] = [
  "wildcardActions",
  "wildcardResourceWrite",
  "credentialsExposure",
  "dataExfiltration",
  "resourceExposure",
  "infrastructureModification",
];

/**
 * The verdicts of a role that holds all but a little and could have that too. What it can reach is told by the services
 * that it holds; no other finding repeats it.
 */
export function nearlyEverything(kind: NearlyAdmin, ...proof: ProofPlan[]) {
  return {
    wildcardServices: ["*"],
    proof,
    verdicts,
    severity: "high",
    paths: (around: AccountView) => pathsOf(kind, around),
    pathProof: proof,
  } as const;
}
