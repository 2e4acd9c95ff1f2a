import type { Denial } from "#lib/domain/iam/denial.ts";
import type { PermissionStatement } from "#lib/domain/iam/permission-statement.ts";

/** Why something that was tried did not work, and what to do. */
interface Trouble {
  /** One sentence; null when it worked. */
  readonly reason: string | null;
  readonly remedy: string | null;
}

/** Whether one role on the way into an account could be assumed. */
export interface HopTest extends Trouble {
  readonly roleArn: string;
  /** `notTried`: a role before it could not be assumed. */
  readonly result: "assumed" | "denied" | "failed" | "notTried";
  /** What the caller's policy needs, where that is what is missing. */
  readonly statement: PermissionStatement | null;
}

/** Whether one Region can be read. */
export interface RegionTest extends Trouble {
  readonly region: string;
  readonly result: "readable" | "notEnabled" | "denied" | "failed";
}

/** Whether one permission is there. */
export interface ActionTest extends Trouble {
  readonly action: string;
  /** `unknown`: the call failed, or answered, in a way that says nothing about the permission. */
  readonly result: "allowed" | "denied" | "unknown";
  /** What Lamplight wants it for, and what is unknown without it: each completes "so that …". */
  readonly whys: readonly string[];
  /** Titles of the sources that use it. */
  readonly sources: readonly string[];
  readonly denial: Denial | null;
  /** The statement that grants it; null where it is there already, or where no statement of the account's helps. */
  readonly statement: PermissionStatement | null;
}

/** What a test of an account's access found. Holds no secret. */
export interface AccessTest {
  /** Who Lamplight is in the account; null where it did not get in. */
  readonly callerArn: string | null;
  /** Lamplight's own identity could not be used at all. */
  readonly identity: Trouble;
  /** The roles on the way in, in order; empty for the caller's own account. */
  readonly hops: readonly HopTest[];
  readonly regions: readonly RegionTest[];
  /** The Region in which the actions were tried; null where none could be read. */
  readonly region: string | null;
  /** Empty where Lamplight did not get in. */
  readonly actions: readonly ActionTest[];
  /** Requests that the test took. */
  readonly calls: number;
  /** What they cost; 0 unless a probe was billed. */
  readonly costUsd: number | null;
}

/** In one word, worst first. */
export type AccessVerdict = "closed" | "incomplete" | "complete";

/** `closed`: nothing can be read. `incomplete`: some actions or Regions are denied. */
export function verdictOf({ callerArn, region, actions, regions }: AccessTest): AccessVerdict {
  if (callerArn === null || region === null) return "closed";
  const missing =
    actions.some(({ result }) => result === "denied") || regions.some(({ result }) => result === "denied");
  return missing ? "incomplete" : "complete";
}

/** One sentence for lists and logs. */
export function readingOf(test: AccessTest): string {
  const { actions, hops, identity, regions } = test;
  const closed = hops.find(({ result }) => result === "denied" || result === "failed");
  switch (verdictOf(test)) {
    case "closed":
      return identity.reason ?? closed?.reason ?? regions[0]?.reason ?? "No Region could be read.";
    case "incomplete": {
      const denied = actions.filter(({ result }) => result === "denied").length;
      const shut = regions.filter(({ result }) => result === "denied").length;
      const parts = [
        denied === 0 ? "" : `${denied} of ${actions.length} permissions missing`,
        shut === 0 ? "" : `${shut} of ${regions.length} Regions denied`,
      ];
      return `${parts.filter(Boolean).join(", ")}.`;
    }
    case "complete": {
      const open = actions.filter(({ result }) => result === "unknown").length;
      if (open === 0) return `All ${actions.length} permissions are there.`;
      return `${actions.length - open} of ${actions.length} permissions are there, ${open} could not be tried.`;
    }
  }
}
