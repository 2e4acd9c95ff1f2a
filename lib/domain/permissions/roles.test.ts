import { describe, expect, it } from "vitest";
import { can, isRole, isScope, type Role, roles, scopesByRole } from "./roles.ts";
import { type Scope, scopes } from "./scopes.ts";

/** Written out by hand, so that a change of the table is a change of this test. */
const expected: Record<Scope, string> = {
  "inventory:read": "engineer security manager admin",
  "findings:read": "engineer security manager admin",
  "findings:triage": "security admin",
  "roles:read": "engineer security admin",
  "cost:read": "engineer manager admin",
  "changes:read": "engineer security manager admin",
  "sync:read": "engineer security manager admin",
  "sync:run": "engineer security admin",
  "accounts:manage": "admin",
  "people:manage": "admin",
  "teams:manage": "admin",
  "settings:manage": "admin",
  "audit:read": "security admin",
  "export:run": "engineer security manager admin",
  "views:save": "engineer security manager admin",
  "tokens:own": "engineer security manager admin",
};

describe("can", () => {
  it.each(scopes.flatMap((scope) => roles.map((role): [Role, Scope] => [role, scope])))("%s %s", (role, scope) => {
    expect(can(role, scope)).toBe(expected[scope].split(" ").includes(role));
  });

  it.each(["", "constructor", "__proto__", "toString", "Admin", "root"])("gives the role %j nothing", (role) => {
    for (const scope of scopes) expect(can(role, scope)).toBe(false);
    expect(isRole(role)).toBe(false);
  });

  it("does not know scopes by the names of object properties", () => {
    for (const name of ["constructor", "__proto__", "length", "has"]) {
      expect(isScope(name)).toBe(false);
      expect(can("admin", name as Scope)).toBe(false);
    }
    expect(scopes.every(isScope)).toBe(true);
    expect(isRole(null)).toBe(false);
  });

  it("grants each scope once", () => {
    for (const role of roles) expect(new Set(scopesByRole[role]).size).toBe(scopesByRole[role].length);
  });
});
