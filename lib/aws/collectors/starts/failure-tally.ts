import type { FailurePoint } from "#lib/domain/fleet/observed.ts";
import type { StartRow } from "./parse-row.ts";
import { isFailedInit, isOutOfMemory } from "./start-tally.ts";

/** Counts failures by function, version, period, kind and error type. */
export interface FailureTally {
  add(functionName: string, row: StartRow): void;
  points(): readonly FailurePoint[];
}

interface Counted {
  readonly point: Omit<FailurePoint, "count" | "firstSeen" | "lastSeen">;
  /** By REPORT and INIT_REPORT lines, and by the errors' own lines: the same failures, seen twice. */
  reported: number;
  thrown: number;
  firstSeen: Date;
  lastSeen: Date;
}

export function createFailureTally(): FailureTally {
  const all = new Map<string, Counted>();
  return {
    add(functionName, row) {
      const kind = failureKind(row);
      if (kind === null) return;
      const errorType = kind === "timeout" ? null : row.errorType;
      const { version, at, lines } = row;
      const key = JSON.stringify([functionName, version, at.getTime(), kind, errorType]);
      const counted = all.get(key) ?? {
        point: { functionName, version, at, kind, errorType },
        reported: 0,
        thrown: 0,
        firstSeen: row.firstSeen ?? at,
        lastSeen: row.lastSeen ?? at,
      };
      if (row.kind === "thrown") counted.thrown += lines;
      else counted.reported += lines;
      if (row.firstSeen !== null && row.firstSeen < counted.firstSeen) counted.firstSeen = row.firstSeen;
      if (row.lastSeen !== null && row.lastSeen > counted.lastSeen) counted.lastSeen = row.lastSeen;
      all.set(key, counted);
    },
    points() {
      return [...all].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, counted]) => pointOf(counted));
    },
  };
}

function pointOf({ point, reported, thrown, firstSeen, lastSeen }: Counted): FailurePoint {
  return { ...point, count: Math.max(reported, thrown), firstSeen, lastSeen };
}

/** Null for what is no failure. */
function failureKind(row: StartRow): FailurePoint["kind"] | null {
  if (row.kind === "thrown") return "error";
  const failed = row.status !== null && row.status !== "success";
  if (row.kind === "init") return failed && isFailedInit(row) ? "init" : null;
  if (row.status === "timeout") return "timeout";
  if (isOutOfMemory(row)) return "outOfMemory";
  return failed ? "error" : null;
}
