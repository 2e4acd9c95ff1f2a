import type { Evidence } from "#lib/domain/findings/finding.ts";
import type { Unknowns } from "#lib/domain/fleet/fact.ts";
import { inKeyOrder } from "#lib/domain/fleet/key-order.ts";
import type { RoleVerdictFlags, RoleVerdictName } from "#lib/domain/iam/judgement/role-judgement.ts";
import type { Trigger } from "#lib/domain/triggers/trigger.ts";

/** Shapes of docs/formats.md. Their key order is the column order of CSV. */
export interface ExportedFunction {
  readonly accountId: string;
  readonly region: string;
  readonly name: string;
  readonly arn: string;
  readonly runtime: string | null;
  readonly architecture: string;
  readonly memoryMb: number | null;
  readonly timeoutSeconds: number | null;
  readonly packageType: string;
  readonly codeBytes: number | null;
  readonly vpcId: string | null;
  readonly roleArn: string | null;
  readonly reservedConcurrency: number | null;
  readonly lastModified: string | null;
  readonly tags: Readonly<Record<string, string>> | null;
  readonly triggers: readonly Trigger[] | null;
  readonly unknown: Readonly<Record<string, string>>;
}

export interface ExportedRole {
  readonly roleArn: string;
  readonly accountId: string;
  readonly name: string;
  readonly functionArns: readonly string[];
  readonly policyArns: readonly string[];
  readonly boundaryArn: string | null;
  readonly admin: boolean | null;
  readonly wildcardServices: readonly string[] | null;
  readonly severity: string | null;
  readonly verdicts: RoleVerdictFlags | null;
  readonly unknown: Readonly<Record<string, string>>;
}

export interface ExportedFinding {
  readonly rule: string;
  readonly severity: string;
  readonly resourceArn: string;
  readonly accountId: string;
  readonly region: string | null;
  readonly status: string;
  readonly firstSeen: string;
  readonly lastSeen: string;
  readonly evidence: readonly Evidence[];
}

export type FunctionExportRow = Omit<ExportedFunction, "lastModified" | "unknown" | "tags" | "triggers"> & {
  readonly lastModified: Date;
  readonly tags: Readonly<Record<string, string>>;
  readonly triggers: readonly Trigger[];
  readonly unknowns: Unknowns;
};

export type RoleExportRow = Omit<ExportedRole, "unknown" | "verdicts"> & {
  /** The verdicts that are true; null while they are not known. */
  readonly heldVerdicts: readonly string[] | null;
  readonly unknowns: Unknowns;
};

export type FindingExportRow = Omit<ExportedFinding, "firstSeen" | "lastSeen"> & {
  readonly firstSeen: Date;
  readonly lastSeen: Date;
};

/** A function as exported. What is not known is null and named in `unknown`; triggers that are known in part are not known. */
export function toExportedFunction(row: FunctionExportRow): ExportedFunction {
  const unknown = reasonsOf(row.unknowns, [
    "memoryMb",
    "timeoutSeconds",
    "codeBytes",
    "roleArn",
    "lastModified",
    "reservedConcurrency",
    "tags",
    "triggers",
  ]);
  return {
    accountId: row.accountId,
    region: row.region,
    name: row.name,
    arn: row.arn,
    runtime: row.runtime,
    architecture: row.architecture,
    memoryMb: row.memoryMb,
    timeoutSeconds: row.timeoutSeconds,
    packageType: row.packageType,
    codeBytes: row.codeBytes,
    vpcId: row.vpcId,
    roleArn: unknown.roleArn === undefined ? row.roleArn : null,
    reservedConcurrency: unknown.reservedConcurrency === undefined ? row.reservedConcurrency : null,
    lastModified: unknown.lastModified === undefined ? row.lastModified.toISOString() : null,
    tags: unknown.tags === undefined ? inTagOrder(row.tags) : null,
    triggers: unknown.triggers === undefined ? row.triggers.map(toExportedTrigger) : null,
    unknown,
  };
}

/** A role as exported. While the account's roles cannot be read, the last verdicts are not proved and are told as unknown. */
export function toExportedRole(row: RoleExportRow, unreadReason: string | null): ExportedRole {
  const unknown = unreadReason === null ? unknownOfRole(row) : everyVerdict(unreadReason);
  return {
    roleArn: row.roleArn,
    accountId: row.accountId,
    name: row.name,
    functionArns: row.functionArns,
    policyArns: row.policyArns.toSorted(),
    boundaryArn: row.boundaryArn,
    admin: unknown.admin === undefined ? row.admin : null,
    wildcardServices: unknown.wildcardServices === undefined ? row.wildcardServices : null,
    severity: unknown.severity === undefined ? row.severity : null,
    verdicts: unknown.verdicts === undefined ? verdictsOf(row.heldVerdicts ?? []) : null,
    unknown,
  };
}

function everyVerdict(reason: string): Record<string, string> {
  return { admin: reason, severity: reason, verdicts: reason, wildcardServices: reason };
}

function unknownOfRole({ heldVerdicts, unknowns }: RoleExportRow): Record<string, string> {
  if (heldVerdicts !== null) return reasonsOf(unknowns, ["admin", "wildcardServices"]);
  const reason = unknowns.admin?.reason ?? "The role has not been judged yet.";
  return { ...everyVerdict(reason), ...reasonsOf(unknowns, ["admin", "wildcardServices"]) };
}

function verdictsOf(held: readonly string[]): RoleVerdictFlags {
  const has = (name: RoleVerdictName) => held.includes(name);
  return {
    admin: has("admin"),
    privilegeEscalation: has("privilegeEscalation"),
    wildcardActions: has("wildcardActions"),
    wildcardResourceWrite: has("wildcardResourceWrite"),
    credentialsExposure: has("credentialsExposure"),
    dataExfiltration: has("dataExfiltration"),
    resourceExposure: has("resourceExposure"),
    infrastructureModification: has("infrastructureModification"),
  };
}

export function toExportedFinding(row: FindingExportRow): ExportedFinding {
  return {
    rule: row.rule,
    severity: row.severity,
    resourceArn: row.resourceArn,
    accountId: row.accountId,
    region: row.region,
    status: row.status,
    firstSeen: row.firstSeen.toISOString(),
    lastSeen: row.lastSeen.toISOString(),
    evidence: row.evidence.map(({ fact, source, value }) => ({ fact, source, value: inKeyOrder(value) })),
  };
}

/** jsonb does not keep the order of keys; the format's own order makes two exports the same bytes. */
function toExportedTrigger(trigger: Trigger): Trigger {
  const { by, attempts, maxAgeSeconds, failureDestinationArn } = trigger.retry;
  return {
    type: trigger.type,
    service: trigger.service,
    sourceArn: trigger.sourceArn,
    principal: trigger.principal,
    qualifier: trigger.qualifier,
    invocation: trigger.invocation,
    enabled: trigger.enabled,
    retry: { by, attempts, maxAgeSeconds, failureDestinationArn },
  };
}

function reasonsOf(unknowns: Unknowns, fields: readonly string[]): Record<string, string> {
  return Object.fromEntries(fields.flatMap((field) => (unknowns[field] ? [[field, unknowns[field].reason]] : [])));
}

function inTagOrder(tags: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(tags).sort(([one], [other]) => (one < other ? -1 : 1)));
}
