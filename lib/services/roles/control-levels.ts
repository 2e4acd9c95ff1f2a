import { createHash } from "node:crypto";
import { getControlsAbove, type StoredControl } from "#lib/db/sql/control-policies.ts";
import type { Sql } from "#lib/db/sql/transaction.ts";
import type { ControlLevels, RolePolicy } from "#lib/domain/iam/role-policies.ts";
import { createDocumentReader, type DocumentReader } from "#lib/services/iam-analysis/document-reader.ts";

/**
 * The service control policies above an account, as they were last known: one list for the root, for each unit and for
 * the account itself, in this order. Empty where none limits it: its organisation has them turned off, or it is the
 * management account, which they never limit. Null: not known.
 */
export async function controlLevelsOf(sql: Sql, accountId: string): Promise<ControlLevels | null> {
  const above = await getControlsAbove(sql, accountId, true);
  if (above.state !== "limited") return above.state === "none" ? [] : null;
  const read = createDocumentReader();
  // FullAWSAccess mostly stands on every level: it is one policy.
  const known = new Map<string, RolePolicy>();
  return above.levels.map((level) =>
    level.map((control) => {
      const policy = known.get(control.policyId) ?? policyOf(control, read);
      known.set(control.policyId, policy);
      return policy;
    }),
  );
}

function policyOf({ policyId, name, content, contentSha256, unread }: StoredControl, read: DocumentReader): RolePolicy {
  const source = `SCP ${name} (${policyId})`;
  if (content !== null) return { source, ...read(content, "identity") };
  const message = unread ?? "The document of the policy was not read.";
  return { source, documentHash: contentSha256, document: { kind: "error", message } };
}

/** Changes exactly when what `controlLevelsOf` returns does, and reads no document. */
export async function controlKeyOf(sql: Sql, accountId: string): Promise<string> {
  const above = await getControlsAbove(sql, accountId, false);
  if (above.state !== "limited") return above.state;
  const levels = above.levels.map((level) =>
    level.map(({ policyId, name, contentSha256 }) => [policyId, name, contentSha256]),
  );
  return createHash("sha256").update(JSON.stringify(levels)).digest("hex");
}
