import { type FleetFigures, usualOrganization, usualParts } from "#lib/domain/collection/estimate-shape.ts";
import { count } from "./amounts.ts";

/** Where the counts of an estimate come from. */
export type EstimateOrigin =
  | { readonly kind: "store"; readonly functions: number; readonly readAt: Date; readonly unmeasuredPlaces: number }
  | { readonly kind: "figures"; readonly figures: FleetFigures };

/** What an estimate takes for granted, sentence by sentence. */
export function assumptionsOf(origin: EstimateOrigin, quotaShare: number): readonly string[] {
  return [
    ...(origin.kind === "store" ? ofStore(origin) : ofFigures(origin)),
    `Syncs use ${percent(quotaShare)} of each quota of AWS, unless a class has a share of its own; what deployments take of it meanwhile comes on top.`,
    "The time is the shortest that the quotas allow: the slowest quota of the slowest account-Region, and the answers before it.",
    "Calls are those that AWS answers; a call that was throttled or failed is sent again, and a log query is polled up to three times, which costs nothing but calls.",
    "Functions that change between two readings take up to 9 calls more each.",
    "Dollars are AWS's list prices of us-east-1 for metrics requested and log data scanned; everything else that Lamplight asks is free.",
    "A month has 730 hours. The first reading is on top, once.",
  ];
}

function ofStore({ functions, readAt, unmeasuredPlaces }: EstimateOrigin & { kind: "store" }): string[] {
  const read = `Counted from ${count(functions)} functions read at ${utcMinute(readAt)}.`;
  const unmeasured =
    unmeasuredPlaces === 0
      ? []
      : [
          `In ${count(unmeasuredPlaces)} account-Regions metrics or logs have never been read: there the usual activity stands in for them.`,
        ];
  return [read, "Activity is that of the last day, and log volume what scans have found so far.", ...unmeasured];
}

function ofFigures({ figures }: EstimateOrigin & { kind: "figures" }): string[] {
  return [
    `${count(figures.functions)} functions lie evenly in ${count(figures.accounts)} accounts and ${count(figures.regions)} Regions of each; Regions without a function take 2 calls an hour.`,
    `${percent(figures.activeShare)} of the functions have run within three hours, on average; ${percent(figures.listedShare)} within two weeks.`,
    `A function that runs has 5 metrics and ${figures.rareMetricsPerFunction} of rarer kinds; AWS bills five statistics of a metric as one.`,
    `An active function writes ${figures.logMbPerActiveFunctionDay} MB of logs a day, and logs are kept for 14 days and longer.`,
    ...(figures.accounts === 1
      ? []
      : [
          `The accounts stand in units of ${usualOrganization.accountsPerUnit}, under FullAWSAccess and ${usualOrganization.denyingPolicies} service control policies more.`,
        ]),
    `There are ${figures.rolesPerFunction} roles for each function, and half as many policies.`,
    `Of 100 functions ${perHundred(usualParts.images)} are container images, ${perHundred(usualParts.restless)} stand in a VPC, are images or have SnapStart, and ${perHundred(usualParts.publishing)} have published versions; they have ${perHundred(usualParts.aliases)} aliases, ${perHundred(usualParts.mappings)} event source mappings and ${perHundred(usualParts.queues)} queues between them.`,
  ];
}

function percent(share: number): string {
  return Math.abs(share - 1 / 3) < 0.001 ? "a third" : `${Number((share * 100).toFixed(1))} %`;
}

function perHundred(share: number): number {
  return Math.round(share * 100);
}

/** 2026-11-21 10:16 UTC. */
function utcMinute(at: Date): string {
  return `${at.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
