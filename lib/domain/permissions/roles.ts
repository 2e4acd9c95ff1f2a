import { type Scope, scopes } from "./scopes.ts";

/** The console's four roles. A person has one. */
export const roles = ["engineer", "security", "manager", "admin"] as const;
export type Role = (typeof roles)[number];

/** What everyone may do: read the inventory with its findings and history, keep own views, take exports along. */
const everyone = [
  "inventory:read",
  "findings:read",
  "changes:read",
  "sync:read",
  "export:run",
  "views:save",
  "tokens:own",
] as const satisfies readonly Scope[];

/**
 * The one table of who may do what.
 *
 * | role | beyond what everyone may | why not more |
 * |---|---|---|
 * | engineer | read roles and cost, run a sync | who owns a risk does not decide alone that it is none: no triage |
 * | security | triage findings, read roles and the audit log, run a sync (to see that a remedy worked) | no money |
 * | manager | read cost | roles and escalation paths are a map for an attacker; a sync costs calls and money |
 * | admin | everything | |
 */
export const scopesByRole: Readonly<Record<Role, readonly Scope[]>> = {
  engineer: [...everyone, "roles:read", "cost:read", "sync:run"],
  security: [...everyone, "findings:triage", "roles:read", "audit:read", "sync:run"],
  manager: [...everyone, "cost:read"],
  admin: scopes,
};

const granted: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(scopesByRole).map(([role, list]) => [role, new Set<string>(list)]),
);

/** Whether a stored or typed text is a role. */
export function isRole(value: unknown): value is Role {
  return typeof value === "string" && granted.has(value);
}

/** Whether a stored or typed text is a scope. */
export function isScope(value: unknown): value is Scope {
  return typeof value === "string" && granted.get("admin")?.has(value) === true;
}

/**
 * Whether a role includes a scope. Takes any text, since roles come from sessions and stores: an unknown role or scope,
 * `constructor` and `__proto__` included, may do nothing.
 */
export function can(role: string, scope: Scope): boolean {
  return granted.get(role)?.has(scope) === true;
}
