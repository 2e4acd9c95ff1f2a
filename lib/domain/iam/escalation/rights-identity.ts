import type { RoleRights } from "#lib/domain/iam/role-rights.ts";
import type { CompiledPolicy } from "#lib/domain/iam/statement-grant.ts";

const documentIds = new WeakMap<CompiledPolicy, number>();
let documentCount = 0;

function documentId(policy: CompiledPolicy): number {
  const known = documentIds.get(policy);
  if (known !== undefined) return known;
  documentIds.set(policy, documentCount);
  return documentCount++;
}

const ids = (policies: readonly CompiledPolicy[]) =>
  policies
    .map(documentId)
    .sort((a, b) => a - b)
    .join(",");

const keys = new WeakMap<RoleRights, string>();

/**
 * A key that is the same for the same rights: the same documents, boundary and limits in the same account. It rests on
 * each document being compiled once, as everything that compiles them by their hash does.
 */
export function rightsKey(rights: RoleRights): string {
  const known = keys.get(rights);
  if (known !== undefined) return known;
  const { home, policies, boundary, limits } = rights;
  const own = ids([...new Set(policies.map(({ compiled }) => compiled))]);
  const key = [
    home.partition,
    home.accountId,
    own,
    boundary === null ? "" : documentId(boundary),
    limits.map(ids).join("/"),
  ].join(";");
  keys.set(rights, key);
  return key;
}
