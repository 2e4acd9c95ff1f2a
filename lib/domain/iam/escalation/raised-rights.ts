import type { ParsedPolicy } from "#lib/domain/iam/policy-document.ts";
import { type RoleRights, roleRights } from "#lib/domain/iam/role-rights.ts";
import { type CompiledPolicy, compilePolicy } from "#lib/domain/iam/statement-grant.ts";

const everything: ParsedPolicy = {
  kind: "policy",
  version: "2012-10-17",
  statements: [
    {
      sid: null,
      effect: "Allow",
      actions: { mode: "only", patterns: ["*"] },
      resources: { mode: "only", patterns: ["*"] },
      principals: null,
      conditions: [],
      written: { Effect: "Allow", Action: "*", Resource: "*" },
    },
  ],
};

const compiled = new Map<string, CompiledPolicy>();

/** A policy that allows everything; one object for each partition, so that rights made of it are known as the same. */
function everythingIn(partition: string): CompiledPolicy {
  const policy = compiled.get(partition) ?? compilePolicy(everything, partition);
  compiled.set(partition, policy);
  return policy;
}

/** Makes other rights of a role's, once for each. */
function derived(make: (rights: RoleRights) => RoleRights): (rights: RoleRights) => RoleRights {
  const known = new WeakMap<RoleRights, RoleRights>();
  return (rights) => {
    const before = known.get(rights);
    if (before !== undefined) return before;
    const made = make(rights);
    known.set(rights, made);
    return made;
  };
}

/** What a role has when any policy may be added to its own: all that boundary, limits and its own Deny leave. */
export const raisedRights = derived(({ home, policies, boundary, limits }) => {
  const added = { source: "any policy", compiled: everythingIn(home.partition) };
  return roleRights([...policies, added], boundary, home, limits);
});

/** What a role has without its permissions boundary. */
export const unboundedRights = derived(({ home, policies, limits }) => roleRights(policies, null, home, limits));

/** The most that a user of the same account can have. */
export const userRights = derived(({ home, limits }) =>
  roleRights([{ source: "any policy", compiled: everythingIn(home.partition) }], null, home, limits),
);
