import { AwsFailureError } from "#lib/aws/failure.ts";
import type { Unknown } from "#lib/domain/fleet/fact.ts";
import type { ObservedRoleUsage } from "#lib/domain/fleet/observed-role-usage.ts";
import type { CollectContext, Collector } from "./collector.ts";
import { concernsWholeTask } from "./failed-fact.ts";
import { inOrder } from "./in-order.ts";
import { UnfinishedReportError, usageReport } from "./role-usage/usage-report.ts";

/** Roles of one stored page: two calls each, some six seconds at a third of IAM's rate. */
const pageSize = 10;
/** Reports under way: AWS takes seconds for each, and they are made side by side. */
const underWay = 8;

/** What was read of one role, with the failure where AWS refused to tell. */
interface UsageRead {
  readonly usage: ObservedRoleUsage;
  readonly failure: AwsFailureError | null;
}

/**
 * Service last accessed details of roles, by action where AWS tracks them: a report is asked for and then fetched, page
 * by page. A role that is refused, or whose report fails, is told with the reason and the others go on; where none of
 * the first page can be read, asking for the rest would only repeat it. The cursor is the number of roles of the input
 * that are done. A report belongs to the session that asked for it, so none is remembered over a kill.
 */
export const roleUsage: Collector<"role-usage"> = {
  source: "role-usage",
  actions: [
    {
      action: "iam:GenerateServiceLastAccessedDetails",
      why: "services and actions that a role never uses are found",
    },
    { action: "iam:GetServiceLastAccessedDetails", why: "the same reports are fetched" },
  ],
  async *collect(context, { roleArns }, cursor) {
    const total = roleArns.length;
    let done = Math.min(total, startOf(cursor));
    let page: UsageRead[] = [];
    let readAny = done > 0;
    const reads = inOrder(roleArns.slice(done), { width: underWay }, (arn) => readUsage(context, arn));
    for await (const one of reads) {
      page.push(one);
      if (page.length < pageSize && done + page.length < total) continue;
      // A role that was deleted meanwhile says nothing of the others.
      const refused = page.flatMap(({ failure }) => failure ?? []).find(({ failure }) => failure.kind !== "notFound");
      readAny ||= page.some(({ usage }) => usage.services !== null);
      if (!readAny && refused !== undefined) throw refused;
      done += page.length;
      const usages = page.map(({ usage }) => usage);
      const progress = { done, total };
      yield { page: { usages }, nextCursor: done < total ? String(done) : null, progress, ...unreadableOf(usages) };
      page = [];
    }
    if (startOf(cursor) >= total) {
      yield { page: { usages: [] }, nextCursor: null, progress: { done: total, total } };
    }
  },
};

async function readUsage(context: CollectContext, roleArn: string): Promise<UsageRead> {
  try {
    return { usage: { roleArn, services: await usageReport(context, roleArn), unknown: null }, failure: null };
  } catch (error) {
    if (error instanceof UnfinishedReportError) return untold(roleArn, "failed", error.message, context, null);
    if (!(error instanceof AwsFailureError) || concernsWholeTask(error)) throw error;
    return untold(roleArn, error.failure.state, error.failure.reason, context, error);
  }
}

function untold(
  roleArn: string,
  state: Unknown["state"],
  reason: string,
  context: CollectContext,
  failure: AwsFailureError | null,
): UsageRead {
  const unknown = { state, reason, since: context.now().toISOString() };
  return { usage: { roleArn, services: null, unknown }, failure };
}

/** Roles that could not be read, for the task's own words. */
function unreadableOf(usages: readonly ObservedRoleUsage[]) {
  const unreadable = usages.flatMap(({ roleArn, unknown }) =>
    unknown === null ? [] : [{ key: roleArn, reason: unknown.reason.replace(/\.$/, "") }],
  );
  return unreadable.length === 0 ? {} : { unreadable };
}

function startOf(cursor: string | null): number {
  const start = Number(cursor ?? 0);
  return Number.isInteger(start) && start > 0 ? start : 0;
}
