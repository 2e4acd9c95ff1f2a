import type { Proof } from "#lib/domain/iam/proof.ts";
import type { RoleRights } from "#lib/domain/iam/role-rights.ts";

/** The role that is judged. */
export interface EscalatingRole {
  readonly roleArn: string;
  readonly rights: RoleRights;
  /** Managed policies that are attached to it. */
  readonly attachedPolicyArns: readonly string[];
}

/** One action of a path. */
export interface EscalationStep {
  /** As the set has it: `service:Action` as AWS spells it, or a wildcard such as `iam:*`. */
  readonly action: string;
  /** ARNs that it would be done on, where they are known; else resource patterns as written. At most a few. */
  readonly resources: readonly string[];
  readonly proofs: readonly Proof[];
}

/** A way in which a role can gain rights that it lacks. */
export interface EscalationPath {
  /** Id of the set of actions: see `escalationSets`. */
  readonly id: string;
  /** One sentence for people, without its full stop. */
  readonly title: string;
  /** In the order in which they would be done. */
  readonly steps: readonly EscalationStep[];
  /** What it would gain: ARNs of roles, strongest first, or words. At most a few. */
  readonly gains: readonly string[];
  /** Whether it rests on something that is not known here: what a service runs, which user exists, whom a role trusts. */
  readonly potential: boolean;
  /** The strongest role that it would gain; null where it gains without another role. */
  readonly viaRole: string | null;
}

/** How many targets, resources and statements a path names: enough to prove it, few enough to read. */
export const mostNamed = 3;

/** The verdict `privilegeEscalation`: an admin has nothing to gain and escalates by being one. */
export function escalationVerdict(admin: boolean, paths: readonly EscalationPath[]): boolean {
  return admin || paths.length > 0;
}
