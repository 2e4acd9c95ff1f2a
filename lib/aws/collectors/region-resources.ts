import { AwsFailureError } from "#lib/aws/failure.ts";
import type { Unknown } from "#lib/domain/fleet/fact.ts";
import type { ObservedRegionResource } from "#lib/domain/fleet/observed-region-resource.ts";
import type { CollectContext, Collector } from "./collector.ts";
import { listCapacityProviders } from "./region-resources/capacity-providers.ts";
import { listWebFunctions } from "./region-resources/web-functions.ts";

type Kind = ObservedRegionResource["kind"];

const readers: readonly (readonly [
  Kind,
  (context: CollectContext) => Promise<readonly ObservedRegionResource[] | null>,
])[] = [
  ["webFunction", listWebFunctions],
  ["capacityProvider", listCapacityProviders],
];

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
  ],
  async *collect(context, { kinds }, cursor) {
    const wanted = readers.filter(([kind]) => kinds.includes(kind));
    const start = Math.max(0, cursor === null ? 0 : wanted.findIndex(([kind]) => kind === cursor));
    for (const [place, [kind, read]] of wanted.entries()) {
      if (place < start) continue;
      const nextCursor = wanted[place + 1]?.[0] ?? null;
      const page = { kind, ...(await readKind(context, read)) };
      yield { page, nextCursor, progress: { done: place + 1, total: wanted.length } };
    }
  },
};

async function readKind(
  context: CollectContext,
  read: (context: CollectContext) => Promise<readonly ObservedRegionResource[] | null>,
): Promise<{ resources: readonly ObservedRegionResource[]; unknown: Unknown | null }> {
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
