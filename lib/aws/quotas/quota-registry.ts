import { setTimeout as sleep } from "node:timers/promises";
import { isGlobal, type ServiceName } from "#lib/aws/service-name.ts";
import { quotaClassOf } from "./quota-table.ts";
import { type BucketClock, createTokenBucket, type TokenBucket } from "./token-bucket.ts";

/** Whose quota a call uses. */
export interface QuotaKey {
  readonly accountId: string;
  readonly region: string;
  readonly service: ServiceName;
  readonly operation: string;
}

/** Paces calls: one bucket per account, Region and quota class. */
export interface QuotaRegistry {
  /** Resolves when the call may be sent; rejects when the signal aborts. */
  acquire(key: QuotaKey, signal: AbortSignal | undefined): Promise<void>;
  throttled(key: QuotaKey): void;
  succeeded(key: QuotaKey): void;
  /** Slots per second that the call's bucket gives at the moment. */
  rateOf(key: QuotaKey): number;
}

export interface QuotaOptions {
  /** The part of AWS's quotas that Lamplight may use: above 0, at most 1. The rest is the customer's deployments'. */
  readonly share: number;
  /** Multiplies AWS's rates: 1, except on a simulated AWS that is told to be faster. */
  readonly scale: number;
  readonly clock?: BucketClock;
}

const systemClock: BucketClock = { now: () => performance.now(), random: () => Math.random() };

export function createQuotaRegistry({ share, scale, clock = systemClock }: QuotaOptions): QuotaRegistry {
  const buckets = new Map<string, TokenBucket>();
  const bucketOf = (key: QuotaKey): TokenBucket => {
    const quota = quotaClassOf(key.service, key.operation);
    const region = isGlobal(key.service) ? "" : key.region;
    const name = `${key.accountId}/${region}/${quota.name}`;
    const known = buckets.get(name);
    if (known !== undefined) return known;
    const bucket = createTokenBucket(quota.perSecond * share * scale, clock);
    buckets.set(name, bucket);
    return bucket;
  };
  return {
    async acquire(key, signal) {
      const waitMs = bucketOf(key).reserve();
      signal?.throwIfAborted();
      if (waitMs > 0) await sleep(waitMs, undefined, signal === undefined ? {} : { signal });
    },
    throttled: (key) => bucketOf(key).throttled(),
    succeeded: (key) => bucketOf(key).succeeded(),
    rateOf: (key) => bucketOf(key).rate(),
  };
}
