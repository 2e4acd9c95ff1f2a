import type { SourceName } from "./source.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** How fresh a source is kept by the schedule. */
export interface Freshness {
  /** Hours between two scheduled readings. */
  readonly everyHours: number;
  /** Completes "Read this often because …". */
  readonly why: string;
}

/**
 * How often the schedule reads each source. Nothing here is skipped because an account's limits look unchanged:
 * FunctionCount and TotalCodeSize stay the same when configuration, tags, policies or code of the same size change, and
 * when one function replaces another, so they prove only that a Region holds no function at all.
 */
export const freshness: Readonly<Record<SourceName, Freshness>> = {
  accounts: { everyHours: 24, why: "accounts join and leave an organisation rarely" },
  regions: { everyHours: 24, why: "Regions are enabled by hand, a few times in an account's life" },
  limits: { everyHours: 1, why: "one call tells whether a Region holds functions at all" },
  functions: { everyHours: 1, why: "a list of 50 functions a call shows every changed configuration" },
  triggers: { everyHours: 1, why: "a mapping that is disabled stops work at once" },
  tags: { everyHours: 1, why: "teams follow tags, and 100 functions cost one call" },
  roles: {
    everyHours: 6,
    why: "permissions may widen any time, and a whole account costs one call for 1,000 entities",
  },
  metrics: { everyHours: 1, why: "charts end with the hour under way" },
  network: {
    everyHours: 6,
    why: "free addresses run out within a day, routes change rarely, and EC2's quota is shared",
  },
  detail: { everyHours: 1, why: "changed functions are read at once, the others in rotation within a day" },
  "region-resources": {
    everyHours: 6,
    why: "web functions and capacity providers come with deployments, and Regions without a function are asked too",
  },
  "log-groups": {
    everyHours: 6,
    why: "a new function's group is then found the same day, and its hours are scanned late",
  },
  "metric-history": { everyHours: 24, why: "a day's percentiles are final when the day is over" },
  starts: { everyHours: 1, why: "each hour of log lines is scanned once, when it has settled" },
  "who-changed": { everyHours: 1, why: "only changes whose author is not known yet are looked up" },
  "role-usage": {
    everyHours: 24,
    why: "what a role uses is read in rotation within a week: AWS tells 400 days, and each role takes two calls",
  },
};

/** How the last reading of a source in one place went. */
export interface SourceAge {
  /** When it was last tried, whatever came of it. */
  readonly attemptedAt: Date;
  readonly state: "known" | "failed" | "denied" | "notYetRead" | "notApplicable";
}

/**
 * When the schedule reads a source again in one place; null for one that was never tried: at once. What failed is tried
 * hourly, since most failures pass; what is denied waits for its usual turn, since somebody has to grant it first. Days
 * of metrics are read when the UTC day is over.
 *
 * @param everyHours hours between readings where the budget asks for fewer than usual
 */
export function nextReading(source: SourceName, age: SourceAge | null, everyHours?: number): Date | null {
  if (age === null || age.state === "notYetRead") return null;
  const usual = Math.max(freshness[source].everyHours, everyHours ?? 0);
  const hours = age.state === "failed" ? Math.min(1, usual) : usual;
  if (source === "metric-history" && age.state !== "failed") return dayAfter(age.attemptedAt);
  return new Date(age.attemptedAt.getTime() + hours * hourMs);
}

/** The end of the UTC day of an instant: days are read when they are over, and the same day has no other to read. */
function dayAfter(at: Date): Date {
  return new Date((Math.floor(at.getTime() / dayMs) + 1) * dayMs);
}

/**
 * Whether a source is due at `at`. A reading ends some time after it began, and the schedule begins at about the same
 * minute of each hour: what would come due within a quarter of its interval (two hours at most) is read along, so that
 * no turn is missed by minutes.
 */
export function isDue(source: SourceName, age: SourceAge | null, at: Date, everyHours?: number): boolean {
  const next = nextReading(source, age, everyHours);
  if (next === null || age === null) return true;
  if (source === "metric-history" && age.state !== "failed") return next <= at;
  const interval = next.getTime() - age.attemptedAt.getTime();
  return next.getTime() - Math.min(interval / 4, 2 * hourMs) <= at.getTime();
}
