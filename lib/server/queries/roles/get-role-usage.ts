import { sharedDatabase } from "#lib/db/shared-database.ts";
import { getRoleUsageRow, getRuntimeFacts, getUsageState, type RoleUsageRow } from "#lib/db/sql/role-usage.ts";
import { listPolicies } from "#lib/db/sql/roles/role-parts.ts";
import { type ServiceUse, trackingDays } from "#lib/domain/fleet/observed-role-usage.ts";
import { grantsFor } from "#lib/domain/iam/denied-reason.ts";
import { tightenPolicies } from "#lib/domain/iam/least-privilege/tighten-policies.ts";
import type { RoleDocument, TightenedDocument } from "#lib/domain/iam/least-privilege/tighter-policies.ts";
import { commandsOf, writeTighterPolicies } from "#lib/domain/iam/least-privilege/write-tighter-policies.ts";
import { parsePolicyDocument } from "#lib/domain/iam/parse-policy-document.ts";
import type { JsonObject } from "#lib/domain/iam/policy-document.ts";
import { diffLines } from "#lib/domain/roles/diff-statements.ts";
import type {
  RoleUsageView,
  ServiceUseView,
  TightenedDocumentView,
  TighterPolicyView,
} from "#lib/domain/views/role-usage.ts";
import { loadRoleRights } from "#lib/services/roles/role-rights-of.ts";

const dayMs = 86_400_000;

/**
 * What a role has used of what it may do, and the policies that would suffice; null when Lamplight has never seen the
 * role. Whoever calls it has checked that roles may be read.
 */
export async function getRoleUsage(roleArn: string): Promise<RoleUsageView | null> {
  const { pool } = sharedDatabase();
  const role = await getRoleUsageRow(pool, roleArn);
  if (role === null) return null;
  const { services, readAt } = role;
  return {
    roleArn,
    roleName: role.name,
    unknown: await unknownOf(role),
    readAt: readAt?.toISOString() ?? null,
    trackedSince: readAt === null ? null : trackedSince(readAt, role.createdAt).toISOString(),
    services: services?.map(serviceView).toSorted(byUse) ?? null,
    policy: services === null || readAt === null ? null : await tighterPolicy(role, services, readAt),
  };
}

/** Since when AWS tells what a role used: as far back as it keeps it, or since the role is there. */
function trackedSince(readAt: Date, createdAt: Date | null): Date {
  return new Date(Math.max(readAt.getTime() - trackingDays * dayMs, createdAt?.getTime() ?? 0));
}

/** Why the last attempt told nothing: of this role, of its account, or that there was none. */
async function unknownOf(role: RoleUsageRow): Promise<RoleUsageView["unknown"]> {
  if (role.functionCount === 0) {
    const reason = "No function runs as this role, and Lamplight asks about the roles of functions alone.";
    return { state: "notApplicable", reason, remedy: null };
  }
  if (role.unknown !== null && role.unknown.state !== "notYetRead") {
    const { state, reason } = role.unknown;
    return { state, reason, remedy: grantsFor(reason) };
  }
  const source = await getUsageState(sharedDatabase().pool, role.accountId);
  if (source !== null && (source.state === "denied" || source.state === "failed")) {
    return { state: source.state, reason: source.reason ?? "It could not be read.", remedy: source.remedy };
  }
  if (role.attemptedAt !== null) return null;
  const reason =
    "What this role uses has not been read yet. A sync asks AWS when it has read all else, in turns of a week.";
  return { state: "notYetRead", reason, remedy: null };
}

function serviceView({ namespace, name, lastUsedAt, lastUsedRegion, actions }: ServiceUse): ServiceUseView {
  return {
    namespace,
    name,
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
    lastUsedRegion,
    actions:
      actions === null
        ? null
        : {
            used: actions.flatMap((action) =>
              action.lastUsedAt === null
                ? []
                : [{ name: action.name, lastUsedAt: action.lastUsedAt.toISOString(), region: action.lastUsedRegion }],
            ),
            neverUsed: actions.filter((action) => action.lastUsedAt === null).map((action) => action.name),
          },
  };
}

/** The latest used first, then those never used by name. */
function byUse(one: ServiceUseView, other: ServiceUseView): number {
  if (one.lastUsedAt === other.lastUsedAt) return one.namespace < other.namespace ? -1 : 1;
  return (one.lastUsedAt ?? "") < (other.lastUsedAt ?? "") ? 1 : -1;
}

async function tighterPolicy(
  role: RoleUsageRow,
  services: readonly ServiceUse[],
  readAt: Date,
): Promise<TighterPolicyView> {
  const { pool } = sharedDatabase();
  const [documents, rights, runtime] = await Promise.all([
    documentsOf(role),
    loadRoleRights(pool, role.roleArn),
    getRuntimeFacts(pool, role.accountId, role.roleArn),
  ]);
  const known = rights !== null && "rights" in rights ? rights.rights : null;
  const { createdAt, changedAt, knownSince } = role;
  const input = { documents, rights: known, services, readAt, createdAt, changedAt, knownSince, runtime };
  const tighter = tightenPolicies(input, new Date());
  return {
    ...tighter,
    documents: tighter.documents.map(documentView),
    written: writeTighterPolicies(role.name, tighter.documents),
    commands: commandsOf(role.name, tighter.documents),
  };
}

async function documentsOf(role: RoleUsageRow): Promise<RoleDocument[]> {
  const managed = await listPolicies(sharedDatabase().pool, role.accountId, role.attachedPolicyArns);
  const byArn = new Map(managed.map((policy) => [policy.policyArn, policy]));
  const attached = role.attachedPolicyArns.toSorted().map((source) => {
    const policy = byArn.get(source);
    const name = policy?.name ?? source.slice(source.lastIndexOf("/") + 1);
    return { source, name, document: policy === undefined ? notRead : parsePolicyDocument(policy.document) };
  });
  const inline = role.inlinePolicies.map(({ name, document }) => ({
    source: `inline:${name}`,
    name,
    document: parsePolicyDocument(document),
  }));
  return [...attached, ...inline];
}

const notRead = { kind: "error", message: "AWS did not return this policy with the account's others." } as const;

function documentView(document: TightenedDocument): TightenedDocumentView {
  const { source, name, outcome, before, after, problem } = document;
  const changed = outcome === "narrowed" || outcome === "removed";
  return {
    source,
    name,
    outcome,
    code: outcome === "narrowed" && after !== null ? textOf(after) : null,
    diff: changed ? diffLines(linesOf(before), linesOf(after)) : [],
    problem,
  };
}

const textOf = (document: JsonObject) => JSON.stringify(document, null, 2);
const linesOf = (document: JsonObject | null) => (document === null ? [] : textOf(document).split("\n"));
