import { savePolicies, saveRoles } from "#lib/db/sql/roles.ts";
import { noteSightings } from "#lib/db/sql/sightings.ts";
import { recordSnapshots } from "#lib/db/sql/snapshots.ts";
import type { Json } from "#lib/domain/fleet/observed.ts";
import type { ObservedRole } from "#lib/domain/fleet/observed-role.ts";
import { parseTrustPolicy, trustsLambda } from "#lib/domain/iam/trust-policy.ts";
import { recordChanges } from "./record-changes.ts";
import type { StorePage } from "./stored-page.ts";

export const storeRoles: StorePage<"roles"> = async (sql, { roles, policies }, { task, now }) => {
  await savePolicies(sql, task.accountId, policies, now);
  await saveRoles(
    sql,
    task.accountId,
    roles.map((role) => ({ ...role, trustsLambda: letsLambdaAssume(role) })),
    now,
  );
  await noteSightings(sql, task, [
    ...policies.map(({ policyArn }) => policyArn),
    ...roles.map(({ roleArn }) => roleArn),
  ]);
  const changed = await recordSnapshots(
    sql,
    task.accountId,
    "policy",
    policies.map(({ policyArn, document }) => ({ entityId: policyArn, document })),
    now,
  );
  const roleChanges = await recordSnapshots(
    sql,
    task.accountId,
    "role",
    roles.filter(letsLambdaAssume).map((role) => ({ entityId: role.roleArn, document: roleDocument(role) })),
    now,
  );
  const nameOf = (arn: string) => ({ name: arn.slice(arn.lastIndexOf("/") + 1), at: null });
  await recordChanges(
    sql,
    task,
    "role",
    [...roleChanges, ...changed.filter(({ before }) => before !== null)],
    now,
    nameOf,
  );
};

function letsLambdaAssume({ trustPolicy }: ObservedRole): boolean {
  const parsed = parseTrustPolicy(trustPolicy);
  return parsed.kind === "policy" && trustsLambda(parsed);
}

/** What of a role is kept in history: what it may do and who may use it, and not when it was last used. */
function roleDocument(role: ObservedRole): Json {
  return {
    TrustPolicy: role.trustPolicy,
    Policies: Object.fromEntries(role.inlinePolicies.map(({ name, document }) => [name, document])),
    AttachedPolicyArns: role.attachedPolicyArns.toSorted(),
    PermissionsBoundary: role.boundaryArn,
    Tags: role.tags,
  };
}
