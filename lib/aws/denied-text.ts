import { type Denial, denialLayerNames, untoldDenial } from "#lib/domain/iam/denial.ts";
import { deniedReason } from "#lib/domain/iam/denied-reason.ts";
import { statementText } from "#lib/domain/iam/permission-statement.ts";
import type { FailureDetails, FailureText } from "./failure-details.ts";

/** What a denied call says to people: by which policy, as far as AWS told, and what grants it. */
export function deniedText({ action, region, subject, denial }: FailureDetails): FailureText {
  const why = denial ?? untoldDenial;
  if (action === "sts:AssumeRole") return assumeRoleText(subject ?? null, why);
  return { reason: deniedReason(action, region, why), remedy: remedyOf(action, why) };
}

function remedyOf(action: string, denial: Denial): string {
  const statement = statementText(action);
  const named = denial.policyArn === null ? "" : ` (${denial.policyArn})`;
  switch (denial.layer) {
    case "identityPolicy":
      return denial.explicit === true
        ? `Take the Deny of ${action} out of the policies of Lamplight's role${named}; an Allow cannot outweigh it.`
        : `Add ${statement} to the policy of Lamplight's role in this account.`;
    case "permissionsBoundary":
      return denial.explicit === true
        ? `Take the Deny of ${action} out of the permissions boundary of Lamplight's role${named}.`
        : `Add ${statement} to the permissions boundary of Lamplight's role${named}; its own policy must allow it too.`;
    case "serviceControlPolicy":
    case "resourceControlPolicy":
      return `No statement in this account helps: whoever manages the organisation's policies must except Lamplight's role in the ${denialLayerNames[denial.layer].replace(/^a /, "")}${named}.`;
    case "vpcEndpointPolicy":
      return `Let the policy of the VPC endpoint that Lamplight calls through allow ${action}${named}.`;
    case "sessionPolicy":
      return `The session that Lamplight was given is limited by a session policy: run it with credentials that are not.`;
    case "trustPolicy":
    case "resourcePolicy":
      return `Let ${denialLayerNames[denial.layer]} allow ${action} to Lamplight's role${named}.`;
    case null:
      if (action.startsWith("organizations:")) return organizationRemedy(action);
      return `Add ${statement} to the policy of Lamplight's role in this account, and look for a Deny in its boundary or in the organisation's policies.`;
  }
}

/** Organizations lets the management account and delegated administrators in, and does not say which policy is missing. */
function organizationRemedy(action: string): string {
  return `Let Lamplight's account read the organisation: in the management account, register it as a delegated administrator or allow ${action} to it in the organisation's resource-based policy (docs/onboarding.md), and allow the action in the policy of Lamplight's own role. Or connect a list of accounts instead.`;
}

/** AWS says the same of a role that is not there, of one that does not trust the caller, and of a wrong external id. */
function assumeRoleText(roleArn: string | null, denial: Denial): FailureText {
  const role = roleArn ?? "the account's role";
  const named = denial.policyArn === null ? "" : ` (${denial.policyArn})`;
  const reason = `Lamplight may not assume ${role}${byAssumeLayer(denial)}.`;
  const resource = roleArn ?? "arn:aws:iam::*:role/LamplightReadOnly";
  switch (denial.layer) {
    case "identityPolicy":
      return {
        reason,
        remedy:
          denial.explicit === true
            ? `Take the Deny of sts:AssumeRole out of the policies of whoever assumes the role${named}.`
            : `Add ${statementText("sts:AssumeRole", resource)} to the policy of whoever assumes the role: Lamplight's own identity, or the role before it in the chain.`,
      };
    case "serviceControlPolicy":
    case "resourceControlPolicy":
      return {
        reason,
        remedy: `No change to the role helps: whoever manages the organisation's policies must let sts:AssumeRole on it through${named}.`,
      };
    case "permissionsBoundary":
      return {
        reason,
        remedy: `Add ${statementText("sts:AssumeRole", resource)} to the permissions boundary of whoever assumes the role${named}.`,
      };
    case "trustPolicy":
    case "resourcePolicy":
      return {
        reason,
        remedy:
          "Let the role's trust policy name whoever assumes it, with the external id that Lamplight sends for this account.",
      };
    default:
      return {
        reason,
        remedy:
          "AWS does not say which of these it is: the role does not exist (is it deployed in this account, under this name?), its trust policy does not name whoever assumes it, its external id is not the one that Lamplight sends, or the caller has no sts:AssumeRole on it.",
      };
  }
}

function byAssumeLayer({ layer, explicit }: Denial): string {
  if (layer === null) return "";
  if (layer === "identityPolicy") {
    return explicit === true ? ": the caller's policies deny it" : ": the caller's policies do not allow it";
  }
  if (layer === "trustPolicy" || layer === "resourcePolicy") return ": its trust policy does not let Lamplight in";
  return explicit === true
    ? `: ${denialLayerNames[layer]} denies it`
    : `: ${denialLayerNames[layer]} does not allow it`;
}
