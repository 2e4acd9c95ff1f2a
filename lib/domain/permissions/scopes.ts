/**
 * What a person or token may do, as `resource:verb`. Closed: a scope that is not in this list does not compile.
 *
 * - `inventory:read` functions, triggers, concurrency, network, starts, teams, overview
 * - `findings:read`, `findings:triage` see findings; acknowledge, suppress, assign, reopen them
 * - `roles:read` execution roles, their policies and escalation paths
 * - `cost:read` money, forecasts, savings
 * - `changes:read` history, diffs, who changed what
 * - `sync:read`, `sync:run` see runs and tasks; start one; have redacted example lines of a failure fetched, and see them
 * - `accounts:manage`, `people:manage`, `teams:manage`, `settings:manage` administration
 * - `audit:read` the audit log
 * - `export:run` take what a page shows out of Lamplight (only of what the person may read)
 * - `views:save` own saved views, default scope, watch list, notes
 * - `tokens:own` make and revoke own API tokens, which never exceed their owner's scopes
 */
export const scopes = [
  "inventory:read",
  "findings:read",
  "findings:triage",
  "roles:read",
  "cost:read",
  "changes:read",
  "sync:read",
  "sync:run",
  "accounts:manage",
  "people:manage",
  "teams:manage",
  "settings:manage",
  "audit:read",
  "export:run",
  "views:save",
  "tokens:own",
] as const;

export type Scope = (typeof scopes)[number];
