import type { CollectedPage, SourceInputs, SourceName } from "#lib/domain/collection/source.ts";
import { createCaller } from "./call-aws.ts";
import { type CallerIdentity, getCallerIdentity } from "./caller-identity.ts";
import { createClientPool } from "./client-pool.ts";
import type { CollectContext } from "./collectors/collector.ts";
import { collectorOf } from "./collectors/registry.ts";
import { type AccountAccess, assumedRole, type CredentialSource, ownCredentials } from "./credentials.ts";
import { type ActionTest, testActions } from "./doctor.ts";
import { createHttpHandler, defaultHttpOptions, type HttpOptions } from "./http-handler.ts";
import { createLimiter } from "./limiter.ts";
import { createMeter, type Meter } from "./meter.ts";
import { createQuotaRegistry } from "./quotas/quota-registry.ts";
import { globalRegionOf } from "./service-name.ts";

export interface AwsOptions {
  /** The part of AWS's quotas that Lamplight may use: above 0, at most 1. */
  readonly quotaShare: number;
  /** 1, except on a simulated AWS that was told to be faster. */
  readonly quotaScale?: number;
  /** The Region for calls that are about no Region; also tells the partition. */
  readonly homeRegion: string;
  /** Regions to look at; empty for all that an account has enabled. */
  readonly regions: readonly string[];
  /** Keyed HMAC under the installation's key, for values that must not be kept. */
  readonly fingerprint: (value: string) => string;
  readonly now?: () => Date;
  /** Where notes go that no page can carry; holds no secret. */
  readonly note?: (message: string, details: Readonly<Record<string, unknown>>) => void;
  readonly http?: Partial<HttpOptions>;
}

/** One source of one account-Region to read. */
export interface CollectTask<S extends SourceName> {
  readonly source: S;
  readonly access: AccountAccess;
  /** "" for sources that have no Region. */
  readonly region: string;
  readonly input: SourceInputs[S];
  /** Where an earlier run stopped; null for the start. */
  readonly cursor: string | null;
  readonly meter: Meter;
  readonly signal: AbortSignal;
}

export interface TestTask {
  readonly access: AccountAccess;
  readonly region: string;
  readonly signal: AbortSignal;
}

/** Lamplight's way into AWS: one per process. */
export interface Aws {
  /** Who the credentials are; throws `AwsFailureError` when they are not valid. */
  identify(access: AccountAccess, signal?: AbortSignal): Promise<CallerIdentity>;
  /** Reads a source page by page. Throws `AwsFailureError` for what concerns the whole source. */
  collect<S extends SourceName>(task: CollectTask<S>): AsyncIterable<CollectedPage<S>>;
  /** Tries each permission that the collectors need with its cheapest call. */
  testPermissions(task: TestTask): Promise<readonly ActionTest[]>;
  /** Ends open connections. */
  close(): void;
}

/** GetMetricData requests under way in the whole process: a full answer holds 100,800 points. */
const metricDataAtOnce = 4;

/** Logs Insights needs about a second for some groups and an hour of logs. */
const queryPollMs = 1_000;

export function createAws(options: AwsOptions): Aws {
  const now = options.now ?? (() => new Date());
  const httpHandler = createHttpHandler({ ...defaultHttpOptions, ...options.http });
  const quotas = createQuotaRegistry({ share: options.quotaShare, scale: options.quotaScale ?? 1 });
  const pool = createClientPool({ httpHandler, quotas });
  const credentials = createCredentialStore(options.homeRegion, httpHandler, now);
  const metricDataLimiter = createLimiter(metricDataAtOnce);

  const callerFor = (access: AccountAccess, region: string, meter: Meter, signal: AbortSignal) => {
    const accountId = access.accountId ?? "own";
    const target = { accountKey: accountKeyOf(access), accountId, region, credentials: credentials(access) };
    return createCaller({ pool, target, meter, signal });
  };
  const identify: Aws["identify"] = async (access, signal = new AbortController().signal) =>
    await getCallerIdentity(callerFor(access, options.homeRegion, createMeter(), signal), options.homeRegion);

  const contextFor = async (task: TestTask & { readonly meter: Meter }): Promise<CollectContext> => {
    const region = task.region === "" ? globalRegionOf(options.homeRegion) : task.region;
    const accountId = task.access.accountId ?? (await identify(task.access, task.signal)).accountId;
    return {
      accountId,
      region,
      homeRegion: options.homeRegion,
      configuredRegions: options.regions,
      call: callerFor({ ...task.access, accountId }, region, task.meter, task.signal),
      meter: task.meter,
      signal: task.signal,
      now,
      fingerprint: options.fingerprint,
      metricDataLimiter,
      queryPollMs: queryPollMs / (options.quotaScale ?? 1),
      note: options.note ?? (() => undefined),
    };
  };
  return {
    identify,
    async *collect(task) {
      yield* collectorOf(task.source).collect(await contextFor(task), task.input, task.cursor);
    },
    testPermissions: async (task) => await testActions(await contextFor({ ...task, meter: createMeter() })),
    close: () => httpHandler.destroy(),
  };
}

/** One session per account and role, shared by all Regions and services. */
function createCredentialStore(homeRegion: string, httpHandler: ReturnType<typeof createHttpHandler>, now: () => Date) {
  const settings = { homeRegion, httpHandler, now, sessionName: "lamplight" };
  const own = ownCredentials(settings);
  const sessions = new Map<string, CredentialSource>();
  return (access: AccountAccess): CredentialSource => {
    const { roleArn, externalId } = access;
    if (roleArn === null) return own;
    const key = `${roleArn} ${externalId ?? ""}`;
    const session = sessions.get(key) ?? assumedRole({ roleArn, externalId }, own, settings);
    sessions.set(key, session);
    return session;
  };
}

/** Names the credentials that an account is reached with. */
function accountKeyOf(access: AccountAccess): string {
  return [access.accountId ?? "own", access.roleArn ?? "", access.externalId ?? ""].join(" ");
}
