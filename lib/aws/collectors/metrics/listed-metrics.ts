import { type AnswerReader, readAnswerOf, textOrNull } from "#lib/aws/answer.ts";
import { type CollectContext, callOf } from "#lib/aws/collectors/collector.ts";
import { AwsFailureError } from "#lib/aws/failure.ts";
import { pagesOf, tokenOf } from "#lib/aws/paging.ts";

/** Which metric of which function had data lately. */
export interface ListedMetrics {
  has(functionName: string, metricName: string): boolean;
  /** Versions and aliases of a function whose provisioned concurrency was used. */
  provisionedOf(functionName: string): readonly string[];
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
    const { listed, provisioned } = await readListing(context, recentlyActive);
    return {
      has: (functionName, metricName) => listed.has(`${functionName} ${metricName}`),
      provisionedOf: (functionName) => [...(provisioned.get(functionName) ?? [])].sort(),
      completeSince,
    };
  } catch (error) {
    if (!(error instanceof AwsFailureError) || !askAllAfter.has(error.failure.kind)) throw error;
    context.note("Metrics cannot be listed; all of them are asked for", { reason: error.failure.reason });
    return null;
  }
}

interface Listing {
  /** `function metric` */
  readonly listed: ReadonlySet<string>;
  /** Versions and aliases by function. */
  readonly provisioned: ReadonlyMap<string, ReadonlySet<string>>;
}

async function readListing(context: CollectContext, recentlyActive: boolean): Promise<Listing> {
  const call = callOf(context, "cloudwatch", "ListMetrics");
  const read = readAnswerOf(call);
  const listed = new Set<string>();
  const provisioned = new Map<string, Set<string>>();
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
      const dimensions = dimensionsOf(read, metric.Dimensions);
      const functionName = dimensions.get("FunctionName");
      if (functionName === undefined) continue;
      const name = read.text(metric.MetricName, "MetricName");
      // Series by version or alias carry a second dimension.
      if (dimensions.size === 1) listed.add(`${functionName} ${name}`);
      const qualifier =
        name === busyProvisioned && dimensions.size === 2 ? qualifierIn(dimensions, functionName) : null;
      if (qualifier === null) continue;
      provisioned.set(functionName, (provisioned.get(functionName) ?? new Set()).add(qualifier));
    }
  }
  return { listed, provisioned };
}

/** The metric that tells which versions and aliases have provisioned concurrency in use. */
const busyProvisioned = "ProvisionedConcurrentExecutions";

function dimensionsOf(read: AnswerReader, given: unknown): ReadonlyMap<string, string> {
  const pairs = read.list(given, "Dimensions").map((item) => {
    const { Name, Value } = read.record(item, "Dimension");
    return [textOrNull(Name) ?? "", textOrNull(Value) ?? ""] as const;
  });
  return new Map(pairs);
}

/** The version or alias of `function:qualifier`; null where the series is of the unqualified function. */
function qualifierIn(dimensions: ReadonlyMap<string, string>, functionName: string): string | null {
  const resource = dimensions.get("Resource") ?? "";
  return resource.startsWith(`${functionName}:`) ? resource.slice(functionName.length + 1) : null;
}
