import type { Unknown } from "#lib/domain/fleet/fact.ts";

/** The address of a function's page. Made of its ARN, so that a link means the same in every installation and for ever. */
export function functionHref(arn: string): string {
  return `/functions/${encodeURIComponent(arn).replaceAll("%3A", ":")}`;
}

/** The list of functions on Managed Instances: figures of starts leave them out and lead here. */
export const onInstancesHref = `/functions?filter=${encodeURIComponent("type = managedInstances")}`;

/** Columns of the function table that the server can order by. They stand in the URL and in exports. */
export const functionColumns = [
  "name",
  "account",
  "region",
  "runtime",
  "architecture",
  "memory",
  "timeout",
  "codeSize",
  "package",
  "type",
  "tenancy",
  "runtimeUpdates",
  "vpc",
  "team",
  "state",
  "lastModified",
  "lastUsed",
  "invocations",
  "trend",
  "errors",
  "errorRate",
  "throttles",
  "coldStartRate",
  "durationP50",
  "durationP95",
  "durationP99",
  "initP50",
  "initP95",
  "initP99",
  "memoryUsed",
  "cost",
  "initCost",
  "findings",
  "triggers",
] as const;
export type FunctionColumn = (typeof functionColumns)[number];

export function isFunctionColumn(text: string): text is FunctionColumn {
  return functionColumns.some((column) => column === text);
}

/** How a list of functions is ordered. */
export interface FunctionSort {
  readonly column: FunctionColumn;
  readonly direction: "asc" | "desc";
}

/** Figures of one function over a period. Null: not known; the row's `unknown` says why. */
export interface FunctionFigures {
  readonly invocations: number | null;
  readonly errors: number | null;
  readonly throttles: number | null;
  readonly reports: number | null;
  /** Cold starts, restores and failed inits together. */
  readonly starts: number | null;
  readonly durationP50Ms: number | null;
  readonly durationP95Ms: number | null;
  readonly durationP99Ms: number | null;
  readonly initP50Ms: number | null;
  readonly initP95Ms: number | null;
  readonly initP99Ms: number | null;
  readonly memoryMaxMb: number | null;
  readonly costUsd: number | null;
  readonly initCostUsd: number | null;
  /** Invocations per step; null entries are gaps. */
  readonly series: readonly (number | null)[];
}

/** What cannot be known of a row, by kind of fact. A kind that is absent is known. */
export interface RowUnknowns {
  readonly metrics?: Unknown;
  readonly starts?: Unknown;
  readonly state?: Unknown;
  readonly triggers?: Unknown;
  readonly tags?: Unknown;
  readonly lastModified?: Unknown;
  readonly memoryMb?: Unknown;
  readonly timeoutSeconds?: Unknown;
  readonly codeBytes?: Unknown;
  readonly architecture?: Unknown;
  readonly packageType?: Unknown;
  readonly runtimeManagement?: Unknown;
  readonly findings?: Unknown;
}

/** One row of the function table. Instants are ISO. */
export interface FunctionRow extends FunctionFigures {
  readonly arn: string;
  readonly name: string;
  readonly accountId: string;
  readonly accountName: string;
  readonly region: string;
  readonly runtime: string | null;
  /** True when the runtime's deprecation day has come. */
  readonly runtimeDeprecated: boolean;
  readonly architecture: string | null;
  readonly memoryMb: number | null;
  readonly timeoutSeconds: number | null;
  readonly packageType: string | null;
  readonly codeBytes: number | null;
  /** event, durable, managedInstances or web. */
  readonly functionType: string;
  /** TenantIsolationMode; null without tenant isolation. */
  readonly tenancy: string | null;
  /** When its runtime is updated: Auto, FunctionUpdate, Manual; null where it does not apply or is not known. */
  readonly runtimeUpdates: string | null;
  readonly vpcId: string | null;
  readonly teamName: string | null;
  readonly state: string | null;
  readonly description: string;
  readonly lastModified: string;
  readonly lastUsed: string | null;
  readonly tags: Readonly<Record<string, string>>;
  readonly findings: number;
  /** The worst severity among them. */
  readonly worstFinding: string | null;
  /** Services that invoke it, each once, with how many triggers. */
  readonly triggers: readonly { readonly service: string; readonly count: number }[];
  readonly unknown: RowUnknowns;
}

export interface FunctionWindowView {
  readonly rows: readonly FunctionRow[];
  readonly total: number;
  /** Web functions among them, as far as the window can tell. */
  readonly web?: number;
}

/** One value of a facet with how many functions have it. */
export interface FacetValue {
  readonly value: string;
  readonly label: string;
  readonly count: number;
}

/** Values of one property over the functions that the other filters leave. */
export interface Facet {
  readonly property: string;
  readonly label: string;
  readonly values: readonly FacetValue[];
}

/** One thing that is missing from a page, and why. */
export interface MissingView {
  readonly what: string;
  readonly reason: string;
}

/** A saved view of a page. */
export interface SavedViewView {
  readonly id: string;
  readonly name: string;
  readonly query: string;
  readonly shared: boolean;
  readonly own: boolean;
}
