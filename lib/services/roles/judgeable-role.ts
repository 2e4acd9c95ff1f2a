import type { StoredRole } from "#lib/db/sql/role-judging.ts";
import type { Json } from "#lib/domain/fleet/observed.ts";
import type { JudgeableRole } from "#lib/domain/iam/judgement/judge-account.ts";
import type { RolePolicy } from "#lib/domain/iam/role-policies.ts";
import { createDocumentReader } from "#lib/services/iam-analysis/document-reader.ts";

/** Makes stored roles of one account ready to be judged; each document is read once, whoever has it. */
export function createRoleReader(documents: ReadonlyMap<string, Json>): (role: StoredRole) => JudgeableRole {
  const read = createDocumentReader();
  const known = new Map<string, RolePolicy>();
  const managed = (source: string): RolePolicy => {
    const policy = known.get(source) ?? { source, ...readManaged(documents.get(source)) };
    known.set(source, policy);
    return policy;
  };
  const readManaged = (document: Json | undefined) => (document === undefined ? missing : read(document, "identity"));
  return ({ roleArn, trustPolicy, inlinePolicies, attachedPolicyArns, boundaryArn }) => ({
    roleArn,
    attachedPolicyArns,
    policies: [
      ...attachedPolicyArns.map(managed),
      ...inlinePolicies.map(({ name, document }) => ({ source: `inline:${name}`, ...read(document, "identity") })),
    ],
    boundary: boundaryArn === null ? null : managed(boundaryArn),
    trust: read(trustPolicy, "trust").document,
  });
}

const missing = {
  documentHash: "",
  document: { kind: "error", message: "The policy was not among those that IAM listed." },
} as const;
