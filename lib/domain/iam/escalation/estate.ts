import { isAlwaysMet } from "#lib/domain/iam/always-met-condition.ts";
import type { ParsedPolicy, PolicyStatement, Principal } from "#lib/domain/iam/policy-document.ts";
import { coversAction, statementPrincipals } from "#lib/domain/iam/resource-policy.ts";
import type { RoleRights } from "#lib/domain/iam/role-rights.ts";
import { serviceName } from "./passed-to-service.ts";

/** A role that another may gain. */
export interface EstateRole {
  readonly roleArn: string;
  /**
   * Service principals that may assume it, whatever the conditions; `*` where the trust policy names everyone.
   * Federated providers of AWS (`cognito-identity.amazonaws.com`) stand here too.
   */
  readonly trustedServices: readonly string[];
  /**
   * AWS principals that may assume it without further conditions: ARNs, account ids, or `*`. Absent where the trust
   * policy is not known; what needs it is then only potential.
   */
  readonly trustedPrincipals?: readonly string[];
  readonly rights: RoleRights;
}

/** What is known of the accounts that a role lives in. Keep one for a run over many roles: it is indexed once. */
export interface Estate {
  readonly roles: readonly EstateRole[];
  /**
   * ARNs of the roles that some function runs as. Null where functions are not known: every role that trusts
   * `lambda.amazonaws.com` is then taken to have one.
   */
  readonly functionRoles: ReadonlySet<string> | null;
  /**
   * Role ARN of each function by its unqualified ARN. Absent where only the roles are known; rights over some functions
   * only are then potential, since the role behind them is not known.
   */
  readonly roleByFunction?: ReadonlyMap<string, string>;
}

const assumeRole = "sts:AssumeRole";
const assumeRoleWithWebIdentity = "sts:AssumeRoleWithWebIdentity";
const everyone = "*";
/** Stands for all services where a trust policy names everyone. */
export const everyService = everyone;

function servicesNamed(principal: Principal): readonly string[] {
  if (principal.kind === "everyone") return [everyone];
  const ofAws = principal.kind === "service" || /\.amazonaws\.com(\.cn)?$/i.test(principal.text);
  return ofAws && principal.kind !== "aws" ? [serviceName(principal.text)] : [];
}

function accountsNamed(principal: Principal): readonly string[] {
  return principal.kind === "everyone" || principal.kind === "aws" ? [principal.text] : [];
}

function trusted(
  trust: ParsedPolicy,
  named: (principal: Principal) => readonly string[],
  holds: (statement: PolicyStatement) => boolean,
): readonly string[] {
  const concerned = trust.statements.filter(
    (statement) => coversAction(statement, assumeRole) || coversAction(statement, assumeRoleWithWebIdentity),
  );
  const namedBy = (statement: PolicyStatement) => statementPrincipals(statement).flatMap(named);
  const denied = concerned
    .filter(({ effect, conditions }) => effect === "Deny" && conditions.length === 0)
    .flatMap(namedBy);
  if (denied.includes(everyone)) return [];
  const allowed = concerned.filter((statement) => statement.effect === "Allow" && holds(statement)).flatMap(namedBy);
  return [...new Set(allowed)].filter((name) => !denied.includes(name)).sort();
}

type Trusted = Pick<EstateRole, "trustedServices"> & Required<Pick<EstateRole, "trustedPrincipals">>;

const readBefore = new WeakMap<ParsedPolicy, Trusted>();

/** Whom a trust policy trusts; most roles of a fleet share one, which is read once. */
function trustedBy(trust: ParsedPolicy): Trusted {
  const known = readBefore.get(trust) ?? {
    trustedServices: trusted(trust, servicesNamed, () => true),
    trustedPrincipals: trusted(trust, accountsNamed, ({ conditions }) => conditions.every(isAlwaysMet)),
  };
  readBefore.set(trust, known);
  return known;
}

/**
 * A role with whom it trusts, as its trust policy says. A condition does not exclude a service (those that AWS advises
 * name the role's own account), while of other principals only what holds without one counts.
 */
export function estateRole(roleArn: string, trust: ParsedPolicy, rights: RoleRights): EstateRole {
  return { roleArn, rights, ...trustedBy(trust) };
}

const servicesByList = new WeakMap<readonly string[], ReadonlySet<string>>();

/** The services that may assume the role, each by its one name; {@link everyService} stands for all. */
export function servicesTrustedBy({ trustedServices }: EstateRole): ReadonlySet<string> {
  const known = servicesByList.get(trustedServices) ?? new Set(trustedServices.map(serviceName));
  servicesByList.set(trustedServices, known);
  return known;
}

/** A trusted principal by the name under which roles are looked up; a session stands for its role. */
export function trustedName(principal: string): string {
  return principal.replace(/^(arn:[^:]+:sts::\d+:assumed-role\/[^/]+)\/.*$/, "$1");
}

/** The names by which a trust policy may name a role: see {@link trustedName}. */
export function trustedNamesOf(roleArn: string): readonly string[] {
  const [, partition = "", , , accountId = ""] = roleArn.split(":");
  const name = roleArn.slice(roleArn.lastIndexOf("/") + 1);
  const session = `arn:${partition}:sts::${accountId}:assumed-role/${name}`;
  return [everyone, roleArn, accountId, `arn:${partition}:iam::${accountId}:root`, session];
}
