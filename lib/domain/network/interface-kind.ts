/** What a network interface says of itself, as EC2 describes it. */
export interface InterfaceSigns {
  /** InterfaceType: interface, lambda, nat_gateway, vpc_endpoint, … */
  readonly type: string | null;
  readonly description: string | null;
  readonly requesterId: string | null;
  /** An EC2 instance of the account has it. */
  readonly onInstance: boolean;
}

/** What stands behind an interface. `other` is anything that does not say what it is. */
export const interfaceKinds = [
  "lambda",
  "natGateway",
  "endpoint",
  "loadBalancer",
  "rds",
  "elasticache",
  "efs",
  "redshift",
  "kafka",
  "openSearch",
  "instance",
  "other",
] as const;
export type InterfaceKind = (typeof interfaceKinds)[number];

/** How people call what stands behind an interface. */
export const interfaceNames: Readonly<Record<InterfaceKind, string>> = {
  lambda: "Lambda",
  natGateway: "NAT gateway",
  endpoint: "interface endpoint",
  loadBalancer: "load balancer",
  rds: "RDS, Aurora, DocumentDB or Neptune",
  elasticache: "ElastiCache or MemoryDB",
  efs: "EFS mount target",
  redshift: "Redshift",
  kafka: "Amazon MSK",
  openSearch: "OpenSearch",
  instance: "EC2 instance",
  other: "something else",
};

/** Kinds that are reached by a private address alone: a function has to be in the VPC, or in one joined to it. */
export const privateKinds = ["rds", "elasticache", "efs", "redshift", "kafka", "openSearch"] as const;

const byType: ReadonlyMap<string, InterfaceKind> = new Map([
  ["lambda", "lambda"],
  ["nat_gateway", "natGateway"],
  ["vpc_endpoint", "endpoint"],
  ["gateway_load_balancer_endpoint", "endpoint"],
  ["load_balancer", "loadBalancer"],
  ["network_load_balancer", "loadBalancer"],
  ["gateway_load_balancer", "loadBalancer"],
]);

/** Services that make plain interfaces, by what they write into the description. */
const byDescription: readonly (readonly [RegExp, InterfaceKind])[] = [
  [/^AWS Lambda VPC ENI/, "lambda"],
  [/^Interface for NAT Gateway/, "natGateway"],
  [/^VPC Endpoint Interface/, "endpoint"],
  [/^ELB /, "loadBalancer"],
  [/^RDSNetworkInterface/, "rds"],
  [/ElastiCache|MemoryDB/, "elasticache"],
  [/^EFS mount target/, "efs"],
  [/^RedshiftNetworkInterface/, "redshift"],
  [/\bMSK\b/, "kafka"],
  [/^ES |OpenSearch/, "openSearch"],
];

/** The kind of an interface by its type, else by what made it. */
export function interfaceKindOf({ type, description, requesterId, onInstance }: InterfaceSigns): InterfaceKind {
  const typed = type === null ? undefined : byType.get(type);
  if (typed !== undefined) return typed;
  const described = byDescription.find(([pattern]) => pattern.test(description ?? ""))?.[1];
  if (described !== undefined) return described;
  if (requesterId === "amazon-rds") return "rds";
  if (requesterId === "amazon-elasticache") return "elasticache";
  return onInstance ? "instance" : "other";
}

/** Counts by kind; a kind that there is none of is absent. */
export type InterfaceCounts = Readonly<Partial<Record<InterfaceKind, number>>>;

/** Counts as they are stored, which may hold kinds that this program does not know: those count as `other`. */
export function interfaceCountsOf(stored: Readonly<Record<string, number>>): InterfaceCounts {
  const known: ReadonlySet<string> = new Set(interfaceKinds);
  const counts: Partial<Record<InterfaceKind, number>> = {};
  for (const [name, count] of Object.entries(stored)) {
    const kind = known.has(name) ? (name as InterfaceKind) : "other";
    counts[kind] = (counts[kind] ?? 0) + count;
  }
  return counts;
}
