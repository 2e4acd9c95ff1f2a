import type { PolicyRow } from "#lib/db/sql/roles/role-parts.ts";
import type { StoredDocument } from "#lib/domain/roles/policy-views.ts";

/** A stored role as far as its documents go. */
export interface DocumentedRole {
  readonly attachedPolicyArns: readonly string[];
  readonly inlinePolicies: readonly { readonly name: string; readonly document: unknown }[];
  readonly boundaryArn: string | null;
  readonly trustPolicy: unknown;
}

/** ARNs of the managed policies that a role needs. */
export function policyArnsOf({ attachedPolicyArns, boundaryArn }: DocumentedRole): readonly string[] {
  return [...attachedPolicyArns, ...(boundaryArn ? [boundaryArn] : [])];
}

/** The documents of a role: attached, inline, boundary, trust, in this order. `managed` are those that were read. */
export function storedDocuments(role: DocumentedRole, managed: readonly PolicyRow[]): readonly StoredDocument[] {
  const byArn = new Map(managed.map((policy) => [policy.policyArn, policy]));
  const ofManaged = (kind: "attached" | "boundary") => (source: string) => {
    const policy = byArn.get(source);
    const name = policy?.name ?? source.slice(source.lastIndexOf("/") + 1);
    return { kind, source, name, version: policy?.version ?? null, document: policy?.document };
  };
  return [
    ...role.attachedPolicyArns.toSorted().map(ofManaged("attached")),
    ...role.inlinePolicies.map(
      ({ name, document }) => ({ kind: "inline", source: `inline:${name}`, name, version: null, document }) as const,
    ),
    ...(role.boundaryArn ? [role.boundaryArn] : []).map(ofManaged("boundary")),
    { kind: "trust", source: "trust", name: "Trust policy", version: null, document: role.trustPolicy },
  ];
}
