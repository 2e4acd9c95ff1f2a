import { parsePolicyDocument } from "#lib/domain/iam/parse-policy-document.ts";
import { type RoleHome, type RoleRights, roleRights } from "#lib/domain/iam/role-rights.ts";
import { type CompiledPolicy, compilePolicy } from "#lib/domain/iam/statement-grant.ts";

/** A statement as it is written. */
export type Statement = Readonly<Record<string, unknown>>;

export const home: RoleHome = { partition: "aws", accountId: "123456789012" };

export const allow = (Action: string | readonly string[], Resource: string | readonly string[] = "*"): Statement => ({
  Effect: "Allow",
  Action,
  Resource,
});

export const deny = (Action: string | readonly string[], Resource: string | readonly string[] = "*"): Statement => ({
  Effect: "Deny",
  Action,
  Resource,
});

/** A condition that practically every call meets, and one that not every call meets. */
export const overTls = { Condition: { Bool: { "aws:SecureTransport": "true" } } };
export const ifTagged = { Condition: { StringEquals: { "aws:ResourceTag/team": "a" } } };

export function compiled(document: unknown): CompiledPolicy {
  const parsed = parsePolicyDocument(document);
  if (parsed.kind === "error") throw new Error(parsed.message);
  return compilePolicy(parsed, home.partition);
}

const documentOf = (statements: readonly Statement[]) => ({ Version: "2012-10-17", Statement: statements });

interface Cuts {
  readonly boundary?: readonly Statement[];
  readonly limits?: readonly (readonly Statement[])[];
}

/** The rights of a role with one inline policy for each list of statements, named `inline:0`, `inline:1` … */
export function rightsOf(
  policies: readonly (readonly Statement[])[],
  { boundary, limits = [] }: Cuts = {},
): RoleRights {
  return roleRights(
    policies.map((statements, at) => ({ source: `inline:${at}`, compiled: compiled(documentOf(statements)) })),
    boundary === undefined ? null : compiled(documentOf(boundary)),
    home,
    limits.map((statements) => [compiled(documentOf(statements))]),
  );
}
