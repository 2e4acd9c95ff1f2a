import { adminEvidence, isAdmin } from "./admin-rights.ts";
import type { UnreadDocuments } from "./compile-role.ts";
import type { RoleRights } from "./role-rights.ts";
import type { StatementEvidence } from "./verdict-evidence.ts";
import { wildcardServices } from "./wildcard-services.ts";

export type Verdict<T> =
  | { readonly state: "known"; readonly value: T; readonly evidence: readonly StatementEvidence[] }
  | { readonly state: "unknown"; readonly reason: string };

export interface RoleVerdicts {
  readonly admin: Verdict<boolean>;
  /** Sorted service prefixes that are granted whole; `["*"]` where every service is. */
  readonly wildcardServices: Verdict<readonly string[]>;
}

/** Which documents of a role could not be read, and why. */
export function unreadReason({ failures }: UnreadDocuments): string {
  return failures
    .map(({ source, message }) => `${source}: ${message}`)
    .sort()
    .join(" ");
}

/** Both verdicts are unknown while a document that the role needs could not be read. */
export function unknownVerdicts(unread: UnreadDocuments): RoleVerdicts {
  const reason = unreadReason(unread);
  return { admin: { state: "unknown", reason }, wildcardServices: { state: "unknown", reason } };
}

/**
 * Judges a role by all its policies together, minus Deny, cut by its boundary and by service control policies
 * ("Whole-role verdicts" in docs/rules.md).
 */
export function verdictsOfRights(rights: RoleRights): RoleVerdicts {
  if (isAdmin(rights)) {
    const evidence = adminEvidence(rights);
    return {
      admin: { state: "known", value: true, evidence },
      wildcardServices: { state: "known", value: ["*"], evidence },
    };
  }
  const { services, evidence } = wildcardServices(rights);
  return {
    admin: { state: "known", value: false, evidence: [] },
    wildcardServices: { state: "known", value: services, evidence },
  };
}
