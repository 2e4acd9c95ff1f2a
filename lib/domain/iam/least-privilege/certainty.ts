import { reportingDelayHours, trackingDays } from "#lib/domain/fleet/observed-role-usage.ts";

/** How sure one may be that what was not used is not needed. */
export type CertaintyLevel = "high" | "medium" | "low";

export interface Certainty {
  readonly level: CertaintyLevel;
  /** Whole days of use that AWS's report covers. */
  readonly observedDays: number;
  /** One sentence each: what the level follows from, what lowers it first. */
  readonly reasons: readonly string[];
}

export interface CertaintyInput {
  /** When AWS told what was used. */
  readonly readAt: Date;
  /** When the role was made; null: not known. */
  readonly createdAt: Date | null;
  /** When its policies last changed; null: not since Lamplight knows them. */
  readonly changedAt: Date | null;
  /** Since when Lamplight knows the role and would have seen a change; null: not known. */
  readonly knownSince: Date | null;
  /** Services that the role was seen to use, and how many of these AWS told of by action. */
  readonly used: { readonly services: number; readonly byAction: number };
  readonly now: Date;
}

const dayMs = 86_400_000;
/** A job of every quarter has then run twice, one of every month once. */
const longDays = 180;
const shortDays = 30;
/** A report that is older tells too little of today. */
const staleDays = 14;

interface Finding {
  readonly level: CertaintyLevel;
  readonly reason: string;
}

/** Judges a report by how long the role was watched, how old the report is, and whether its policies changed lately. */
export function certaintyOf({ readAt, createdAt, changedAt, knownSince, used, now }: CertaintyInput): Certainty {
  const lived = createdAt === null ? null : daysBetween(createdAt, readAt);
  const observedDays = Math.min(trackingDays, lived ?? trackingDays);
  const findings = [
    watched(observedDays, lived),
    aged(daysBetween(readAt, now)),
    changedAt === null ? unwatched(knownSince, now) : changed(changedAt, now),
  ].filter((finding) => finding !== null);
  const order: readonly CertaintyLevel[] = ["low", "medium", "high"];
  const sorted = findings.toSorted((one, other) => order.indexOf(one.level) - order.indexOf(other.level));
  const delay = `AWS shows what was used up to ${reportingDelayHours} hours late.`;
  return {
    level: sorted[0]?.level ?? "high",
    observedDays,
    reasons: [...sorted.map(({ reason }) => reason), granularity(used), delay],
  };
}

function granularity({ services, byAction }: CertaintyInput["used"]): string {
  if (services === 0) return "AWS told of no use of any service that its policies grant.";
  if (byAction === 0) return "AWS told by service alone, not by action: of a service that was used everything stays.";
  const which = byAction === services ? "each service" : `${byAction} of the ${services} services`;
  return `AWS told by action for ${which} that it used; what it does not track of these stays.`;
}

function watched(observedDays: number, lived: number | null): Finding {
  const level = observedDays >= longDays ? "high" : observedDays >= shortDays ? "medium" : "low";
  if (lived === null) {
    const reason = `When the role was made is not known: AWS tells of ${trackingDays} days at most.`;
    return { level: "medium", reason };
  }
  if (lived < trackingDays) {
    const rare = level === "high" ? "" : " What is done once in a quarter or a year may not have come up yet.";
    return { level, reason: `The role was made ${countOfDays(lived)} before the report.${rare}` };
  }
  return { level, reason: `AWS tells of at least ${trackingDays} days in which the role could be used.` };
}

function aged(days: number): Finding | null {
  if (days <= staleDays) return null;
  return { level: "medium", reason: `The report is ${countOfDays(days)} old: what was used since is not in it.` };
}

/** AWS does not say when a role's policies changed: what was granted shortly before Lamplight knew the role looks old. */
function unwatched(knownSince: Date | null, now: Date): Finding | null {
  const days = knownSince === null ? 0 : daysBetween(knownSince, now);
  if (days >= longDays) return null;
  const known = days === 0 ? "since today" : `for ${countOfDays(days)}`;
  return {
    level: "medium",
    reason: `Lamplight has known the role ${known}: whether its policies changed shortly before is not known.`,
  };
}

function changed(changedAt: Date, now: Date): Finding | null {
  const days = daysBetween(changedAt, now);
  if (days >= longDays) return null;
  const level = days < shortDays ? "low" : "medium";
  return {
    level,
    reason: `The role's policies changed ${countOfDays(days)} ago: what was granted then had little time to be used.`,
  };
}

function daysBetween(from: Date, to: Date): number {
  return Math.max(0, Math.floor((to.getTime() - from.getTime()) / dayMs));
}

function countOfDays(days: number): string {
  return days === 1 ? "1 day" : `${days.toLocaleString("en-US")} days`;
}
