import type { MetricRequest } from "#lib/domain/collection/source.ts";
import type { CollectContext, Collector } from "./collector.ts";
import { inOrder } from "./in-order.ts";
import { getMetricData, periodSecondsOf } from "./metrics/get-metric-data.ts";
import type { MetricSubject } from "./metrics/metric-plan.ts";
import { metricPageOf } from "./metrics/metric-points.ts";
import { packRequests } from "./metrics/pack-requests.ts";
import { asksProvisioned, listingsFor, type MetricListings, subjectsOf, withinReach } from "./metrics/subjects.ts";

/** Requests of one task under way; the process as a whole is bounded by the context's limiter. */
const underWay = 3;

const actions = [
  { action: "cloudwatch:GetMetricData", why: "invocations, errors, throttles, durations and concurrency are charted" },
  { action: "cloudwatch:ListMetrics", why: "only metrics that have data are asked, and paid, for" },
] as const;

/** Metrics by hour or day. The cursor is `request:subject`, both counted from 0. */
export const metrics: Collector<"metrics"> = { source: "metrics", actions, collect: collectMetrics };

/** The same for the past: the first sync fills the charts. */
export const metricHistory: Collector<"metric-history"> = {
  source: "metric-history",
  actions,
  collect: collectMetrics,
};

interface Step {
  readonly request: MetricRequest;
  readonly subjects: readonly MetricSubject[];
  readonly asksProvisioned: boolean;
  readonly next: readonly [request: number, subject: number];
}

async function* collectMetrics(
  context: CollectContext,
  input: { readonly requests: readonly MetricRequest[] },
  cursor: string | null,
) {
  const start = parseCursor(cursor);
  const requests = input.requests.map((request) => withinReach(request, context.now()));
  const total = requests.reduce((count, request) => count + request.functionNames.length + 1, 0);
  const steps = [...stepsOf(requests, await listingsFor(context, requests.slice(start[0])), start)];
  const last = steps.at(-1);
  const pages = inOrder(steps, { width: underWay }, async (step) => {
    const values = await context.metricDataLimiter(
      async () => await getMetricData(context, step.request, step.subjects),
      context.signal,
    );
    const page = metricPageOf(step.request.granularity, values);
    return { step, page: step.asksProvisioned ? { ...page, provisionedFrom: step.request.from } : page };
  });
  for await (const { step, page } of pages) {
    const isLast = step === last;
    yield {
      page,
      nextCursor: isLast ? null : step.next.join(":"),
      progress: { done: isLast ? total : doneAt(requests, step.next), total },
    };
  }
  if (last === undefined) yield { page: metricPageOf("hour", []), nextCursor: null, progress: { done: total, total } };
}

function* stepsOf(
  requests: readonly MetricRequest[],
  listings: MetricListings,
  start: readonly [number, number],
): Generator<Step> {
  for (const [index, request] of requests.entries()) {
    if (index < start[0]) continue;
    const subjects = subjectsOf(request, listings);
    const provisioned = asksProvisioned(request, listings);
    const periods = Math.ceil(
      (request.to.getTime() - request.from.getTime()) / 1_000 / periodSecondsOf[request.granularity],
    );
    const first = index === start[0] ? start[1] : 0;
    for (const packed of packRequests(subjects, periods, first)) {
      const next = packed.end < subjects.length ? ([index, packed.end] as const) : ([index + 1, 0] as const);
      yield { request, subjects: packed.subjects, asksProvisioned: provisioned, next };
    }
  }
}

function parseCursor(cursor: string | null): readonly [number, number] {
  const [request, subject] = (cursor ?? "0:0").split(":").map(Number);
  return Number.isInteger(request) && Number.isInteger(subject) ? [request ?? 0, subject ?? 0] : [0, 0];
}

function doneAt(requests: readonly MetricRequest[], [request, subject]: readonly [number, number]): number {
  return requests.slice(0, request).reduce((count, { functionNames }) => count + functionNames.length + 1, subject);
}
