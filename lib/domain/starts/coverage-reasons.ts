import type { ObservedFunction } from "#lib/domain/fleet/observed.ts";
import type { ObservedLogGroup } from "#lib/domain/fleet/observed-log-group.ts";

/** What tells, without a query, that reports of a function cannot be read, or not all of them. */
export interface CoverageInput {
  readonly function: Pick<ObservedFunction, "logFormat" | "systemLogLevel" | "logGroupName" | "managedInstances">;
  /** Null where it was looked for and not found; undefined where log groups were not read. */
  readonly logGroup: ObservedLogGroup | null | undefined;
  /** How many functions write to the same group. */
  readonly functionsInGroup: number;
  /** Whether the role may write logs; null where that is not known. */
  readonly roleCanWriteLogs: boolean | null;
  /** How far back the page looks. */
  readonly windowDays: number;
}

export type CoverageReasonKind =
  | "managedInstances"
  | "roleCannotWriteLogs"
  | "noLogGroup"
  | "systemLogLevel"
  | "logGroupClass"
  | "retention"
  | "sharedGroup";

export interface CoverageReason {
  readonly kind: CoverageReasonKind;
  /** `none`: no reports at all; `partial`: some are missing; `ambiguous`: they may be told apart by stream only. */
  readonly effect: "none" | "partial" | "ambiguous";
  /** A sentence for people. */
  readonly reason: string;
}

/** Why starts of a function are not, or not all, covered; empty when its configuration gives no reason. */
export function coverageReasons(input: CoverageInput): readonly CoverageReason[] {
  return [...functionReasons(input), ...groupReasons(input)];
}

function functionReasons({ function: fn, roleCanWriteLogs }: CoverageInput): readonly CoverageReason[] {
  const reasons: CoverageReason[] = [];
  if (fn.managedInstances) {
    const reason = "Functions on Lambda Managed Instances report no init, no memory and no billed duration.";
    reasons.push({ kind: "managedInstances", effect: "none", reason });
  }
  if (roleCanWriteLogs === false) {
    const reason = "The execution role may not write logs (logs:CreateLogStream, logs:PutLogEvents).";
    reasons.push({ kind: "roleCannotWriteLogs", effect: "none", reason });
  }
  // platform.report is INFO on success and WARN on failure, so WARN shows a rate over failures only.
  if (fn.logFormat === "JSON" && fn.systemLogLevel === "WARN") {
    const reason = "The system log level WARN hides the reports of successful invocations; set it to INFO.";
    reasons.push({ kind: "systemLogLevel", effect: "partial", reason });
  }
  return reasons;
}

function groupReasons({
  function: fn,
  logGroup,
  functionsInGroup,
  windowDays,
}: CoverageInput): readonly CoverageReason[] {
  if (logGroup === undefined) return [];
  if (logGroup === null) {
    return [{ kind: "noLogGroup", effect: "none", reason: `The log group ${fn.logGroupName} does not exist.` }];
  }
  const reasons: CoverageReason[] = [];
  if (logGroup.logGroupClass === "DELIVERY") {
    const reason = "The log group only delivers to S3 or Firehose and cannot be queried (class DELIVERY).";
    reasons.push({ kind: "logGroupClass", effect: "none", reason });
  }
  if (logGroup.retentionDays !== null && logGroup.retentionDays < windowDays) {
    const reason = `The log group keeps ${logGroup.retentionDays} of the ${windowDays} days asked for.`;
    reasons.push({ kind: "retention", effect: "partial", reason });
  }
  if (functionsInGroup > 1) {
    const reason = `${functionsInGroup} functions write to this log group; reports are told apart by the log stream.`;
    reasons.push({ kind: "sharedGroup", effect: "ambiguous", reason });
  }
  return reasons;
}
