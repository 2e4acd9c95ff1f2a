import { AwsFailureError } from "#lib/aws/failure.ts";
import type { Unknown } from "#lib/domain/fleet/fact.ts";
import type { ObservedRegionResource } from "#lib/domain/fleet/observed-region-resource.ts";
import type { CollectContext, Collector } from "./collector.ts";
import { listCapacityProviders } from "./region-resources/capacity-providers.ts";
import { listScalableTargets, listScalingPolicies, listScheduledActions } from "./region-resources/scaling.ts";
import { listWebFunctions } from "./region-resources/web-functions.ts";

type Kind = ObservedRegionResource["kind"];
type Read = (context: CollectContext) => Promise<readonly ObservedRegionResource[] | null>;

const readers: readonly (readonly [Kind, Read])[] = [
  ["webFunction", listWebFunctions],
  ["capacityProvider", listCapacityProviders],
  ["scalableTarget", listScalableTargets],
  ["scheduledAction", listScheduledActions],
  ["scalingPolicy", listScalingPolicies],
];

/** What hangs on scalable targets: where there is no target there is none of it either, and it is not asked for. */
const ofTargets: ReadonlySet<Kind> = new Set(["scheduledAction", "scalingPolicy"]);

/** Failures of one list that are told beside the others; everything else ends the task. */
const ownFailures: ReadonlySet<string> = new Set(["denied", "unsupported", "notFound", "malformed", "unexpected"]);

/**
 * What a Region has beside its event functions. Each kind is a page of its own: one that is denied, or that the endpoint
 * does not know, leaves the others alone. The cursor is the next kind.
 */
export const regionResources: Collector<"region-resources"> = {
  source: "region-resources",
  actions: [
    { action: "lambda:ListWebFunctions", why: "web functions are in the inventory too" },
    { action: "lambda:ListCapacityProviders", why: "the instances that functions run on are shown" },
    { action: "lambda:ListFunctionVersionsByCapacityProvider", why: "what runs on each of them is shown" },
    {
      action: "application-autoscaling:DescribeScalableTargets",
      why: "it is shown which provisioned concurrency is set by schedule or by use, and between which bounds",
    },
    { action: "application-autoscaling:DescribeScheduledActions", why: "those schedules are shown" },
    { action: "application-autoscaling:DescribeScalingPolicies", why: "the use that it follows is shown" },
  ],
  async *collect(context, { kinds }, cursor) {
    const wanted = readers.filter(([kind]) => kinds.includes(kind));
    const start = Math.max(0, cursor === null ? 0 : wanted.findIndex(([kind]) => kind === cursor));
    let noTargets = false;
    for (const [place, [kind, read]] of wanted.entries()) {
      if (place < start) continue;
      const nextCursor = wanted[place + 1]?.[0] ?? null;
      const page: KindPage =
        noTargets && ofTargets.has(kind) ? none(kind) : { kind, ...(await readKind(context, read)) };
      if (kind === "scalableTarget") noTargets = page.unknown === null && page.resources.length === 0;
      yield { page, nextCursor, progress: { done: place + 1, total: wanted.length } };
    }
  },
};

interface KindPage {
  readonly kind: Kind;
  readonly resources: readonly ObservedRegionResource[];
  readonly unknown: Unknown | null;
}

function none(kind: Kind): KindPage {
  return { kind, resources: [], unknown: null };
}

async function readKind(context: CollectContext, read: Read): Promise<Omit<KindPage, "kind">> {
  const since = context.now().toISOString();
  try {
    const resources = await read(context);
    if (resources !== null) return { resources, unknown: null };
    const reason = `Lambda does not offer it in ${context.region}, or not to this account.`;
    return { resources: [], unknown: { state: "notApplicable", reason, since: null } };
  } catch (error) {
    if (!(error instanceof AwsFailureError) || !ownFailures.has(error.failure.kind)) throw error;
    const { state, reason } = error.failure;
    return { resources: [], unknown: { state, reason, since } };
  }
}
