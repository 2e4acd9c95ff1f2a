import type { PolicyDocument, PolicyStatement } from "./policy-document.ts";

/** A customer-managed policy: versions oldest first; the default is counted from 1. */
export interface LocalPolicyPlan {
  /** Appended to the role's name. */
  readonly suffix: string;
  readonly versions: readonly PolicyDocument[];
  readonly defaultVersion: number;
}

/** Which statement proves a verdict: of an AWS policy by name, of a customer-managed one by suffix, or of an inline one. */
export interface ProofPlan {
  readonly from: { readonly aws: string } | { readonly local: string } | { readonly inline: string };
  readonly statement: PolicyStatement;
}

/** What a role is made of, with the verdict that was intended when it was written. */
export interface RoleTemplate {
  readonly id: string;
  readonly aws: readonly string[];
  readonly local: readonly LocalPolicyPlan[];
  readonly inline: Readonly<Record<string, PolicyDocument>>;
  /** AWS policy name or a customer-managed one made for it. */
  readonly boundary: { readonly aws: string } | LocalPolicyPlan | null;
  readonly admin: boolean;
  /** Sorted; `["*"]` for admins and all-but-a-few. */
  readonly wildcardServices: readonly string[];
  readonly proof: readonly ProofPlan[];
}

type Optional = Partial<Omit<RoleTemplate, "id">>;

export function roleTemplate(id: string, parts: Optional): RoleTemplate {
  return {
    id,
    aws: [],
    local: [],
    inline: {},
    boundary: null,
    admin: false,
    wildcardServices: [],
    proof: [],
    ...parts,
  };
}

export function local(suffix: string, ...versions: PolicyDocument[]): LocalPolicyPlan {
  return { suffix, versions, defaultVersion: versions.length };
}
