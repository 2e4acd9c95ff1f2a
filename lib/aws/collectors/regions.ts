import { readAnswerOf } from "#lib/aws/answer.ts";
import { AwsFailureError } from "#lib/aws/failure.ts";
import { type CollectContext, type Collector, callOf } from "./collector.ts";

/** Failures after which the configured Regions are the best that is known. */
const fallsBack: ReadonlySet<string> = new Set(["denied", "unsupported", "malformed", "notFound"]);

/** DescribeRegions without AllRegions: those that need no opt-in and those that were opted into. */
export const regions: Collector<"regions"> = {
  source: "regions",
  actions: [{ action: "ec2:DescribeRegions", why: "every enabled Region is looked at, and no other" }],
  async *collect(context) {
    const found = await enabledRegions(context);
    yield { page: { regions: found }, nextCursor: null, progress: { done: 1, total: 1 } };
  },
};

async function enabledRegions(context: CollectContext): Promise<readonly string[]> {
  try {
    const all = await describeRegions(context);
    const wanted = new Set(context.configuredRegions);
    return wanted.size === 0 ? all : all.filter((region) => wanted.has(region));
  } catch (error) {
    if (!(error instanceof AwsFailureError) || !fallsBack.has(error.failure.kind)) throw error;
    // The account's role could not be assumed: nothing of the account can be read, in whatever Region.
    if (error.failure.service !== "ec2") throw error;
    const { reason, remedy } = error.failure;
    context.note("Regions cannot be listed; the configured ones are used", { reason, remedy });
    return context.configuredRegions.length > 0 ? context.configuredRegions : [context.homeRegion];
  }
}

async function describeRegions(context: CollectContext): Promise<readonly string[]> {
  const read = readAnswerOf(callOf(context, "ec2", "DescribeRegions"));
  const answer = await context.call("ec2", "DescribeRegions", (ec2, options) =>
    ec2.describeRegions({ AllRegions: false }, options),
  );
  const names = read
    .requiredList(answer.Regions, "Regions")
    .map((item) => read.record(item, "Region"))
    .filter((region) => region.OptInStatus !== "not-opted-in")
    .map((region) => read.text(region.RegionName, "RegionName"));
  return [...new Set(names)].sort();
}
