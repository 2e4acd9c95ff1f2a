import { setTimeout as sleep } from "node:timers/promises";
import { dateOrNull, readAnswerOf, recordOrNull, textOrNull } from "#lib/aws/answer.ts";
import { malformedAnswer } from "#lib/aws/classify-failure.ts";
import { type CollectContext, callOf } from "#lib/aws/collectors/collector.ts";
import type { AwsCall } from "#lib/aws/failure.ts";
import { pagesOf, tokenOf } from "#lib/aws/paging.ts";
import type { ActionUse, ServiceUse } from "#lib/domain/fleet/observed-role-usage.ts";

/** Looks at a report before it is given up: with the waits below, some two minutes. */
const mostLooks = 12;
/** Units of the context's poll time before the first look, before each later one at most. */
const firstWait = 1;
const longestWait = 20;
const shortestUnitMs = 10;

/** AWS did not make the report that it was asked for: a fact about one role. */
export class UnfinishedReportError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "UnfinishedReportError";
  }
}

/** Asks AWS to report what a role has used, waits for the report and reads it to its end. */
export async function usageReport(context: CollectContext, roleArn: string): Promise<ServiceUse[]> {
  const generate = callOf(context, "iam", "GenerateServiceLastAccessedDetails");
  const begun = await context.call("iam", "GenerateServiceLastAccessedDetails", (iam, options) =>
    iam.generateServiceLastAccessedDetails({ Arn: roleArn, Granularity: "ACTION_LEVEL" }, options),
  );
  const jobId = readAnswerOf(generate).text(begun.JobId, "JobId");
  const call = callOf(context, "iam", "GetServiceLastAccessedDetails");
  const read = readAnswerOf(call);
  const services = new Map<string, ServiceUse>();
  const pages = pagesOf(call, null, async (marker) => {
    const answer = await finishedReport(context, jobId, marker);
    const nextToken = answer.IsTruncated === true ? tokenOf(answer.Marker, call) : null;
    if (answer.IsTruncated === true && nextToken === null) throw malformedAnswer(call, "a page marker is missing");
    return { items: read.requiredList(answer.ServicesLastAccessed, "ServicesLastAccessed"), nextToken };
  });
  for await (const { items } of pages) {
    for (const item of items) {
      const service = parseService(read.record(item, "ServiceLastAccessed"), call);
      services.set(service.namespace, service);
    }
  }
  return [...services.values()];
}

/** A page of the report, once AWS has made it. Looks at one that is still being made are polls. */
async function finishedReport(context: CollectContext, JobId: string, Marker: string | undefined) {
  const call = callOf(context, "iam", "GetServiceLastAccessedDetails");
  const unitMs = Math.max(shortestUnitMs, context.queryPollMs);
  let wait = firstWait;
  for (let look = 1; look <= mostLooks; look += 1) {
    // Pages after the first are there as soon as that is.
    if (Marker === undefined) await sleep(wait * unitMs, undefined, { signal: context.signal });
    const answer = await context.call("iam", "GetServiceLastAccessedDetails", (iam, options) =>
      iam.getServiceLastAccessedDetails({ JobId, MaxItems: 1_000, Marker }, options),
    );
    const status = textOrNull(answer.JobStatus);
    if (status === "COMPLETED") return answer;
    if (status === "FAILED") throw new UnfinishedReportError("AWS could not make the report of this role's use.");
    if (status !== "IN_PROGRESS") throw malformedAnswer(call, `the report ended as ${status ?? "nothing"}`);
    wait = Math.min(longestWait, wait * 2);
  }
  throw new UnfinishedReportError(`AWS had not made the report of this role's use after ${mostLooks} looks.`);
}

function parseService(service: Readonly<Record<string, unknown>>, call: AwsCall): ServiceUse {
  const read = readAnswerOf(call);
  const namespace = read.text(service.ServiceNamespace, "ServiceNamespace").toLowerCase();
  const tracked = service.TrackedActionsLastAccessed;
  const actions = read.list(tracked, "TrackedActionsLastAccessed").flatMap((item) => parseAction(item) ?? []);
  return {
    namespace,
    name: textOrNull(service.ServiceName) ?? namespace,
    lastUsedAt: instantOf(service.LastAuthenticated, call),
    lastUsedRegion: textOrNull(service.LastAuthenticatedRegion),
    // An empty list is how the protocol may write none at all.
    actions: actions.length === 0 ? null : actions,
  };
}

/** AWS names every action that it tracks; one without a name says nothing. */
function parseAction(item: unknown): ActionUse | null {
  const action = recordOrNull(item);
  const name = textOrNull(action?.ActionName);
  if (action === null || name === null || name === "") return null;
  const lastUsedAt = dateOrNull(action.LastAccessedTime);
  // A time that cannot be read is a use all the same: never is only what AWS says by leaving the time out.
  if (lastUsedAt === null && action.LastAccessedTime !== undefined && action.LastAccessedTime !== null) return null;
  return { name, lastUsedAt, lastUsedRegion: textOrNull(action.LastAccessedRegion) };
}

/** Never used is what AWS says by leaving the time out; a time that cannot be read must not say it. */
function instantOf(value: unknown, call: AwsCall): Date | null {
  if (value === undefined || value === null) return null;
  const instant = dateOrNull(value);
  if (instant === null) throw malformedAnswer(call, "LastAuthenticated is no instant");
  return instant;
}
