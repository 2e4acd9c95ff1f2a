import type { EnvironmentVariable } from "#lib/domain/fleet/observed.ts";
import type { ObservedGroupRule } from "#lib/domain/fleet/observed-network.ts";
import { type InterfaceCounts, interfaceNames, privateKinds } from "./interface-kind.ts";
import { isPrivateCidr } from "./private-address.ts";

/** Whether a function has to be in its VPC. There is no "does not need it": only code and traffic could tell that. */
export type VpcNeed = "needs" | "probably" | "nothingFound" | "unknown";

/** How people read a verdict. */
export const needTitles: Readonly<Record<VpcNeed, string>> = {
  needs: "Needs it",
  probably: "Probably needs it",
  nothingFound: "Nothing found that needs it",
  unknown: "Not known",
};

/** One thing that speaks for the VPC. Strong: it cannot work without. Weak: it goes with such work. */
export interface NeedEvidence {
  readonly weight: "strong" | "weak";
  readonly text: string;
}

export interface VpcNeedVerdict {
  readonly need: VpcNeed;
  readonly evidence: readonly NeedEvidence[];
  /** What could not be looked at, for the middle of a sentence: "its environment". */
  readonly notRead: readonly string[];
}

/** A security group of the VPC, with its rules. */
export interface NeedGroup {
  readonly securityGroupId: string;
  readonly name: string;
  readonly egress: readonly ObservedGroupRule[] | null;
  readonly ingressFromGroups: readonly ObservedGroupRule[] | null;
}

/** What is known of one function in a VPC. Null: not known. */
export interface NeedSigns {
  readonly securityGroupIds: readonly string[];
  /** All groups of its VPC; null where the network was not read. */
  readonly groups: readonly NeedGroup[] | null;
  readonly environment: readonly Pick<EnvironmentVariable, "name" | "kind">[] | null;
  /** ARNs of mounted file systems (FileSystemConfigs). */
  readonly fileSystemArns: readonly string[] | null;
  /** Actions that its role's policies name and allow, of the services of `privateActions`; lower case. */
  readonly roleActions: readonly string[] | null;
  /** Whether all policies of its role were read. */
  readonly roleWhole: boolean;
  /** Services of its enabled event source mappings: kafka, mq, documentdb, self-managed-kafka, … */
  readonly triggerServices: readonly string[] | null;
  /** Interfaces in its VPC, Lambda's left out. */
  readonly otherInterfaces: InterfaceCounts | null;
}

/** Ports that databases, caches and brokers listen on. */
const privatePorts: ReadonlyMap<number, string> = new Map([
  [1433, "SQL Server"],
  [1521, "Oracle"],
  [2049, "NFS"],
  [3306, "MySQL"],
  [5432, "PostgreSQL"],
  [5439, "Redshift"],
  [5671, "AMQP"],
  [6379, "Redis or Valkey"],
  [8182, "Neptune"],
  [9092, "Kafka"],
  [9094, "Kafka"],
  [9096, "Kafka"],
  [9098, "Kafka"],
  [11211, "Memcached"],
  [27017, "MongoDB or DocumentDB"],
]);

/** Prefixes of actions that work on a connection inside a VPC. `rds-data` is none of them: it is called over the internet. */
export const privateActions = [
  "rds-db:",
  "elasticache:connect",
  "memorydb:connect",
  "dax:",
  "neptune-db:",
  "kafka-cluster:",
  "elasticfilesystem:client",
] as const;

/** Names that people give to hosts of databases, caches and brokers. Values are not kept, so only the name speaks. */
const privateNames =
  /(^|_)(RDS|AURORA|MYSQL|POSTGRES(QL)?|PG|REDIS|VALKEY|ELASTICACHE|MEMCACHED?|DOCDB|DOCUMENTDB|MONGO(DB)?|NEPTUNE|KAFKA|MSK|BROKER|REDSHIFT|EFS|DB|DATABASE)_?(\w*_)?(HOST(NAME)?|ENDPOINT|URL|URI|SERVERS?|ADDRESS(ES)?|CLUSTER|NODES?|DSN|PORT|PROXY|MOUNT|CONNECTION(_STRING)?)$|^PGHOST$|^DSN$|^BOOTSTRAP_SERVERS$/i;
const pollers: ReadonlyMap<string, string> = new Map([
  ["kafka", "Amazon MSK"],
  ["self-managed-kafka", "its own Kafka"],
  ["mq", "Amazon MQ"],
  ["documentdb", "DocumentDB"],
]);

/** Whether a function needs its VPC, by everything that is stored of it. Strong evidence decides whatever was not read. */
export function vpcNeed(signs: NeedSigns): VpcNeedVerdict {
  const evidence = [
    ...fileSystems(signs),
    ...groupRules(signs),
    ...actions(signs),
    ...names(signs),
    ...triggers(signs),
    ...neighbours(signs),
  ];
  const notRead = unread(signs);
  const strong = evidence.some(({ weight }) => weight === "strong");
  const need = strong ? "needs" : evidence.length > 0 ? "probably" : notRead.length > 0 ? "unknown" : "nothingFound";
  return { need, evidence, notRead };
}

function fileSystems({ fileSystemArns }: NeedSigns): NeedEvidence[] {
  return (fileSystemArns ?? []).map((arn) => ({
    weight: "strong",
    text: `It mounts a file system (${arn.split("/").at(-1) ?? arn}), which only a function in its VPC can.`,
  }));
}

function groupRules({ securityGroupIds, groups }: NeedSigns): NeedEvidence[] {
  const own = (groups ?? []).filter(({ securityGroupId }) => securityGroupIds.includes(securityGroupId));
  const letIn = (groups ?? []).flatMap((group) => admitted(group, securityGroupIds));
  const rules = own.flatMap(({ egress }) => egress ?? []);
  const allRead = own.length === securityGroupIds.length && own.every(({ egress }) => egress !== null);
  const onlyPrivate = allRead && rules.length > 0 && rules.every(isPrivateRule);
  const named = rules.filter((rule) => isPrivateRule(rule) && serviceOf(rule) !== null);
  return [
    ...letIn,
    ...named.slice(0, 3).map(
      (rule): NeedEvidence => ({
        weight: "strong",
        text: `Its security group lets it out to ${targetOf(rule)} on port ${rule.fromPort} (${serviceOf(rule)}).`,
      }),
    ),
    ...(onlyPrivate && named.length === 0
      ? [{ weight: "strong", text: "Its security groups let it out to private addresses alone." } as const]
      : []),
  ];
}

/** Groups that let the function's own group in, on a port of a database, cache or broker. */
function admitted(group: NeedGroup, ownIds: readonly string[]): NeedEvidence[] {
  if (ownIds.includes(group.securityGroupId)) return [];
  const rule = (group.ingressFromGroups ?? []).find(
    (one) => serviceOf(one) !== null && one.groupIds.some((id) => ownIds.includes(id)),
  );
  if (rule === undefined) return [];
  const name = group.name === "" ? group.securityGroupId : group.name;
  return [
    {
      weight: "strong",
      text: `The security group ${name} lets its group in on port ${rule.fromPort} (${serviceOf(rule)}).`,
    },
  ];
}

/** A rule whose targets are private addresses or groups, all of them, and at least one. */
function isPrivateRule({ cidrs, groupIds, prefixListIds }: ObservedGroupRule): boolean {
  return prefixListIds.length === 0 && cidrs.length + groupIds.length > 0 && cidrs.every(isPrivateCidr);
}

/** What listens on the one port of a rule; null for a range and for ports that anything uses. */
function serviceOf({ fromPort, toPort }: ObservedGroupRule): string | null {
  return fromPort !== null && fromPort === toPort ? (privatePorts.get(fromPort) ?? null) : null;
}

function targetOf({ cidrs, groupIds }: ObservedGroupRule): string {
  return [...groupIds, ...cidrs].slice(0, 2).join(", ");
}

function actions({ roleActions }: NeedSigns): NeedEvidence[] {
  const found = [...new Set(roleActions ?? [])].filter((action) =>
    privateActions.some((prefix) => action.startsWith(prefix)),
  );
  if (found.length === 0) return [];
  const text = `Its role may ${found.toSorted().slice(0, 3).join(", ")}, which work on connections inside a VPC.`;
  return [{ weight: "strong", text }];
}

function names({ environment }: NeedSigns): NeedEvidence[] {
  const found = (environment ?? []).filter(({ name, kind }) => kind !== "empty" && privateNames.test(name));
  if (found.length === 0) return [];
  const shown = found.slice(0, 3).map(({ name }) => name);
  return [{ weight: "weak", text: `Its environment has ${shown.join(", ")}: such names are given to private hosts.` }];
}

function triggers({ triggerServices }: NeedSigns): NeedEvidence[] {
  const found = [...new Set((triggerServices ?? []).flatMap((service) => pollers.get(service) ?? []))];
  return found.map((name) => ({
    weight: "weak",
    text: `It is fed by ${name}, which stands in a VPC. Lambda's pollers reach it by themselves; the function may too.`,
  }));
}

/** Databases in the VPC that its open rules do not keep it from: no proof, unless nothing else is there to be reached. */
function neighbours({ otherInterfaces, roleActions, environment }: NeedSigns): NeedEvidence[] {
  const kinds = privateKinds.filter((kind) => (otherInterfaces?.[kind] ?? 0) > 0);
  const usesData = (roleActions ?? []).some((action) => action.startsWith("rds:") || action.startsWith("rds-db:"));
  const secret = (environment ?? []).some(
    ({ name, kind }) => kind === "secretReference" && /DB|DATABASE|RDS/i.test(name),
  );
  if (kinds.length === 0 || !(usesData || secret)) return [];
  const what = kinds.map((kind) => interfaceNames[kind]).join(", ");
  return [{ weight: "weak", text: `Its VPC holds ${what}, and it has a secret or a right for a database.` }];
}

function unread(signs: NeedSigns): string[] {
  const own = signs.groups?.filter(({ securityGroupId }) => signs.securityGroupIds.includes(securityGroupId));
  const rules =
    own !== undefined && own.length === signs.securityGroupIds.length && own.every(({ egress }) => egress !== null);
  return [
    ...(rules ? [] : ["the rules of its security groups"]),
    ...(signs.environment === null ? ["its environment"] : []),
    ...(signs.fileSystemArns === null ? ["its file systems"] : []),
    ...(signs.roleActions === null ? ["its role"] : signs.roleWhole ? [] : ["some policies of its role"]),
    ...(signs.triggerServices === null ? ["its triggers"] : []),
  ];
}
