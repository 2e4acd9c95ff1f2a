import { concurrentQueries, quotaClasses } from "#lib/aws/quotas/quota-table.ts";

/** A quota whose share can be set. */
export interface QuotaToShare {
  readonly name: string;
  /** What people call it. */
  readonly title: string;
  /** Completes "so that …". */
  readonly why: string;
  /** What AWS grants one account in one Region: calls a second, or things at once. */
  readonly limit: number;
  readonly unit: "callsPerSecond" | "atOnce";
  /** False where AWS publishes no rate: then it is one that is known to pass. */
  readonly published: boolean;
}

/** Everything that Lamplight takes a share of, those that deployments use first. */
export function listQuotaClasses(): readonly QuotaToShare[] {
  const { name, title, why, atOnce } = concurrentQueries;
  return [
    ...quotaClasses.map(({ perSecond, ...quota }) => ({ ...quota, limit: perSecond, unit: "callsPerSecond" as const })),
    { name, title, why, limit: atOnce, unit: "atOnce", published: true },
  ];
}
