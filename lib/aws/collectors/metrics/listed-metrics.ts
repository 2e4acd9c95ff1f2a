import { readAnswerOf, textOrNull } from "#lib/aws/answer.ts";
import { type CollectContext, callOf } from "#lib/aws/collectors/collector.ts";
import { AwsFailureError } from "#lib/aws/failure.ts";
import { pagesOf, tokenOf } from "#lib/aws/paging.ts";

/** Which metric of which function had data lately. */
export interface ListedMetrics {
  has(functionName: string, metricName: string): boolean;
  /** Listings forget a metric two weeks after its last datapoint: what is older cannot be told absent. */
  readonly completeSince: Date;
}

/** A day less than the two weeks that CloudWatch promises. */
const rememberedMs = 13 * 86_400_000;

/** Failures after which everything is asked for: dearer, and as right. */
const askAllAfter: ReadonlySet<string> = new Set(["denied", "unsupported", "malformed", "notFound"]);

/**
 * All metrics of functions by ListMetrics, 500 a page; null where they cannot be listed. Saves asking (and paying) for
 * the metrics that a function does not have.
 *
 * @param recentlyActive only metrics with data published within three hours: shorter lists, and nobody else is asked
 */
export async function listMetrics(
  context: CollectContext,
  { recentlyActive = false }: { readonly recentlyActive?: boolean } = {},
): Promise<ListedMetrics | null> {
  const completeSince = new Date(context.now().getTime() - rememberedMs);
  try {
    const listed = await readListing(context, recentlyActive);
    return { has: (functionName, metricName) => listed.has(`${functionName} ${metricName}`), completeSince };
  } catch (error) {
    if (!(error instanceof AwsFailureError) || !askAllAfter.has(error.failure.kind)) throw error;
    context.note("Metrics cannot be listed; all of them are asked for", { reason: error.failure.reason });
    return null;
  }
}

async function readListing(context: CollectContext, recentlyActive: boolean): Promise<ReadonlySet<string>> {
  const call = callOf(context, "cloudwatch", "ListMetrics");
  const read = readAnswerOf(call);
  const listed = new Set<string>();
  const pages = pagesOf(call, null, async (NextToken) => {
    const answer = await context.call("cloudwatch", "ListMetrics", (cloudwatch, options) =>
      cloudwatch.listMetrics(
        {
          Namespace: "AWS/Lambda",
          Dimensions: [{ Name: "FunctionName" }],
          ...(recentlyActive ? { RecentlyActive: "PT3H" } : {}),
          NextToken,
        },
        options,
      ),
    );
    return { items: read.requiredList(answer.Metrics, "Metrics"), nextToken: tokenOf(answer.NextToken, call) };
  });
  for await (const { items } of pages) {
    for (const item of items) {
      const metric = read.record(item, "Metric");
      const [dimension, more] = read.list(metric.Dimensions, "Dimensions");
      // Series by alias or version carry a second dimension.
      if (dimension === undefined || more !== undefined) continue;
      const functionName = textOrNull(read.record(dimension, "Dimension").Value);
      if (functionName !== null) listed.add(`${functionName} ${read.text(metric.MetricName, "MetricName")}`);
    }
  }
  return listed;
}
