import type { DecidableRole, SourcedDocument } from "#lib/domain/iam/decide/access-decision.ts";
import { parsePolicyDocument } from "#lib/domain/iam/parse-policy-document.ts";
import type { ParsedPolicy, PolicyError } from "#lib/domain/iam/policy-document.ts";
import type { ControlLevels } from "#lib/domain/iam/role-policies.ts";
import type { StoredDocument } from "./policy-views.ts";

/** A role of which it can be asked what it may do; or why not: a Deny that was not read cannot be excluded. */
export type Decidable =
  | { readonly state: "known"; readonly role: DecidableRole }
  | { readonly state: "unknown"; readonly reason: string };

interface ReadDocument {
  readonly kind: StoredDocument["kind"];
  readonly source: string;
  readonly document: ParsedPolicy | PolicyError;
}

const missing: PolicyError = { kind: "error", message: "The policy was not among those that IAM listed." };

function read({ kind, source, document }: StoredDocument): ReadDocument {
  return { kind, source, document: document === undefined ? missing : parsePolicyDocument(document, "identity") };
}

/** Those that could be read; that all could is looked at before. */
function readable(policies: readonly Omit<ReadDocument, "kind">[]): readonly SourcedDocument[] {
  return policies.flatMap(({ source, document }) => (document.kind === "policy" ? [{ source, document }] : []));
}

/**
 * Joins a role's documents for questions about single requests. `levels` are the service control policies above its
 * account, which do not hold for service-linked roles.
 */
export function decidableRole(roleArn: string, documents: readonly StoredDocument[], levels: ControlLevels): Decidable {
  const own = documents.filter(({ kind }) => kind !== "trust").map(read);
  const above = roleArn.includes(":role/aws-service-role/") ? [] : levels;
  const reasons = [...own, ...above.flat()].flatMap(({ source, document }) =>
    document.kind === "error" ? [`${source}: ${document.message}`] : [],
  );
  if (reasons.length > 0) return { state: "unknown", reason: reasons.join(" ") };
  const [boundary = null] = readable(own.filter(({ kind }) => kind === "boundary"));
  const policies = readable(own.filter(({ kind }) => kind !== "boundary"));
  const role = { roleArn, policies, boundary, limits: above.map(readable) };
  return { state: "known", role };
}
