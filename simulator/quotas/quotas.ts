import { isGlobalService, rateQuota } from "./rates.ts";
import { TokenBucket } from "./token-bucket.ts";

/** Who calls what; the account is the one whose resources are asked for. */
export interface QuotaCall {
  readonly accountId: string;
  readonly region: string;
  readonly service: string;
  readonly operation: string;
}

/** The buckets of every account and Region that was called so far. */
export class Quotas {
  readonly #buckets = new Map<string, TokenBucket>();
  readonly #scale: number;

  /** `scale` multiplies every rate; burst grows with it. */
  constructor(scale: number) {
    this.#scale = scale;
  }

  /** False when AWS would throttle the call. */
  admit(call: QuotaCall, nowMs: number): boolean {
    const quota = rateQuota(call.service, call.operation);
    const region = isGlobalService(call.service) ? "global" : call.region;
    const key = `${call.accountId}/${region}/${quota.bucket}`;
    let bucket = this.#buckets.get(key);
    if (bucket === undefined) {
      const perSecond = quota.perSecond * this.#scale;
      bucket = new TokenBucket(perSecond, Math.max(1, (quota.burst ?? quota.perSecond) * this.#scale), nowMs);
      this.#buckets.set(key, bucket);
    }
    return bucket.take(nowMs);
  }
}
