import { isGlobal, type ServiceName } from "#lib/aws/service-name.ts";
import { concurrentQueries, type QuotaClass, quotaClassOf } from "./quota-table.ts";
import { createSlots, type Slots } from "./slots.ts";
import { type BucketClock, createTokenBucket, type TakeOptions, type TokenBucket } from "./token-bucket.ts";

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
  acquire(key: QuotaKey, options?: TakeOptions): Promise<void>;
  throttled(key: QuotaKey): void;
  succeeded(key: QuotaKey): void;
  /** Calls per second that the call's bucket gives at the moment. */
  rateOf(key: QuotaKey): number;
  /** Room for log queries in an account-Region, shared by all who start them there. */
  querySlots(place: Pick<QuotaKey, "accountId" | "region">): Slots;
  /** Shares by class name, above 0 and at most 1, in place of the one for all. Calls that wait already follow them. */
  setShares(shares: Readonly<Record<string, number>>): void;
}

export interface QuotaOptions {
  /** The part of AWS's quotas that Lamplight may use: above 0, at most 1. The rest is the customer's deployments'. */
  readonly share: number;
  /** Multiplies AWS's rates: 1, except on a simulated AWS that is told to be faster. */
  readonly scale: number;
  readonly clock?: BucketClock;
}

const systemClock: BucketClock = {
  now: () => performance.now(),
  random: () => Math.random(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

interface Entry {
  readonly quota: QuotaClass;
  readonly bucket: TokenBucket;
}

export function createQuotaRegistry({ share, scale, clock = systemClock }: QuotaOptions): QuotaRegistry {
  const entries = new Map<string, Entry>();
  const slots = new Map<string, Slots>();
  let shares: Readonly<Record<string, number>> = {};
  const shareOf = (name: string) => shares[name] ?? share;
  const perSecondOf = ({ name, perSecond }: QuotaClass) => perSecond * shareOf(name) * scale;
  const queriesAtOnce = () => Math.max(1, Math.floor(concurrentQueries.atOnce * shareOf(concurrentQueries.name)));
  const bucketOf = (key: QuotaKey): TokenBucket => {
    const quota = quotaClassOf(key.service, key.operation);
    const name = `${key.accountId}/${isGlobal(key.service) ? "" : key.region}/${quota.name}`;
    const known = entries.get(name);
    if (known !== undefined) return known.bucket;
    const bucket = createTokenBucket(perSecondOf(quota), clock);
    entries.set(name, { quota, bucket });
    return bucket;
  };
  return {
    acquire: async (key, options) => await bucketOf(key).take(options),
    throttled: (key) => bucketOf(key).throttled(),
    succeeded: (key) => bucketOf(key).succeeded(),
    rateOf: (key) => bucketOf(key).rate(),
    querySlots({ accountId, region }) {
      const name = `${accountId}/${region}`;
      const known = slots.get(name) ?? createSlots(queriesAtOnce());
      slots.set(name, known);
      return known;
    },
    setShares(next) {
      shares = next;
      for (const { quota, bucket } of entries.values()) bucket.setRate(perSecondOf(quota));
      for (const place of slots.values()) place.setCount(queriesAtOnce());
    },
  };
}
