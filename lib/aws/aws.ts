import type { AccessTest } from "#lib/domain/accounts/access-test.ts";
import type { CollectedPage, SourceInputs, SourceName } from "#lib/domain/collection/source.ts";
import { createCaller } from "./call-aws.ts";
import { type CallerIdentity, getCallerIdentity } from "./caller-identity.ts";
import { createClientPool } from "./client-pool.ts";
import type { CollectContext } from "./collectors/collector.ts";
import { collectorOf } from "./collectors/registry.ts";
import { createCredentialStore } from "./credentials.ts";
import { createEndpointHealth } from "./endpoint-health.ts";
import { createHttpHandler, defaultHttpOptions, type HttpOptions } from "./http-handler.ts";
import { createLimiter } from "./limiter.ts";
import { createMeter, type Meter } from "./meter.ts";
import { createQuotaRegistry } from "./quotas/quota-registry.ts";
import { type LogLine, type LogLinesTask, readLogLines } from "./read-log-lines.ts";
import { type AccountAccess, hopsKey, hopsOf } from "./role-hop.ts";
import { globalRegionOf } from "./service-name.ts";
import type { StallWatch } from "./stall-watch.ts";
import { type AccessTestTask, testAccess } from "./test-access.ts";

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
  /** How long an endpoint that proved unreachable is left alone the first time; half a minute unless told. */
  readonly closedMs?: number;
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
  /** Somebody waits for this sync: its calls go before those that are not urgent, where both wait for one quota. */
  readonly urgent?: boolean;
  /** Tells the caller whether the task waits for answers that do not come. */
  readonly stallWatch?: StallWatch;
}

/** Lamplight's way into AWS: one per process. */
export interface Aws {
  /** Who the credentials are; throws `AwsFailureError` when they are not valid. */
  identify(access: AccountAccess, signal?: AbortSignal): Promise<CallerIdentity>;
  /** Reads a source page by page. Throws `AwsFailureError` for what concerns the whole source. */
  collect<S extends SourceName>(task: CollectTask<S>): AsyncIterable<CollectedPage<S>>;
  /** Reads some lines of one log group, since somebody asked for them. Throws `AwsFailureError`; null: out of time. */
  readLogLines(task: LogLinesTask): Promise<readonly LogLine[] | null>;
  /** Tries each role, Region and permission that reading an account takes, with calls that cost nothing. */
  testAccess(task: AccessTestTask): Promise<AccessTest>;
  /** Shares of AWS's quotas by class name (lib/aws/quotas/quota-table.ts), in place of the one that all began with. */
  setQuotaShares(shares: Readonly<Record<string, number>>): void;
  /** Ends open connections. */
  close(): void;
}

/** The account-Region that a collector works in. */
type PlaceTask = Pick<CollectTask<SourceName>, "access" | "region">;

/** Whose calls these are: what they are counted, stopped and watched by. */
type CallParts = Pick<CollectTask<SourceName>, "meter" | "signal" | "urgent" | "stallWatch">;

/** GetMetricData requests under way in the whole process: a full answer holds 100,800 points. */
const metricDataAtOnce = 4;
/** The same for pages of log queries: a full one holds 10,000 rows, some 12 MB. */
const queryResultsAtOnce = 6;

/** Logs Insights needs about a second for some groups and an hour of logs. */
const queryPollMs = 1_000;

export function createAws(options: AwsOptions): Aws {
  const now = options.now ?? (() => new Date());
  const http = { ...defaultHttpOptions, ...options.http };
  const httpHandler = createHttpHandler(http);
  const quotas = createQuotaRegistry({ share: options.quotaShare, scale: options.quotaScale ?? 1 });
  const health = createEndpointHealth(options.closedMs === undefined ? {} : { closedMs: options.closedMs });
  const pool = createClientPool({ httpHandler, quotas, health, answerTimeoutMs: http.answerTimeoutMs });
  const { homeRegion } = options;
  const clock = () => new Date();
  const credentials = createCredentialStore({ homeRegion, httpHandler, now: clock, sessionName: "lamplight" });
  const metricDataLimiter = createLimiter(metricDataAtOnce);
  const queryResultsLimiter = createLimiter(queryResultsAtOnce);

  const callerFor = (access: AccountAccess, region: string, { meter, signal, urgent, stallWatch }: CallParts) => {
    const accountId = access.accountId ?? "own";
    const target = { accountKey: accountKeyOf(access), accountId, region, credentials: credentials(access) };
    return createCaller({ pool, target, meter, signal, urgent, ...(stallWatch === undefined ? {} : { stallWatch }) });
  };
  const identifyMetered = async (access: AccountAccess, meter: Meter, signal: AbortSignal) =>
    await getCallerIdentity(callerFor(access, homeRegion, { meter, signal }), homeRegion);
  const identify: Aws["identify"] = async (access, signal = new AbortController().signal) =>
    await identifyMetered(access, createMeter(), signal);

  const contextFor = async (task: PlaceTask & CallParts): Promise<CollectContext> => {
    const region = task.region === "" ? globalRegionOf(options.homeRegion) : task.region;
    const accountId = task.access.accountId ?? (await identify(task.access, task.signal)).accountId;
    return {
      accountId,
      region,
      homeRegion: options.homeRegion,
      configuredRegions: options.regions,
      call: callerFor({ ...task.access, accountId }, region, task),
      meter: task.meter,
      signal: task.signal,
      now,
      fingerprint: options.fingerprint,
      metricDataLimiter,
      queryResultsLimiter,
      querySlots: quotas.querySlots({ accountId, region }),
      queryPollMs: queryPollMs / (options.quotaScale ?? 1),
      note: options.note ?? (() => undefined),
    };
  };
  return {
    identify,
    async *collect(task) {
      yield* collectorOf(task.source).collect(await contextFor(task), task.input, task.cursor);
    },
    // Somebody waits for it.
    readLogLines: async (task) => await readLogLines(await contextFor({ ...task, urgent: true }), task),
    testAccess: async (task) =>
      await testAccess(
        {
          identify: identifyMetered,
          callerFor: (access, region, meter, signal) => callerFor(access, region, { meter, signal }),
        },
        task,
      ),
    setQuotaShares: quotas.setShares,
    close: () => httpHandler.destroy(),
  };
}

/** Names the credentials that an account is reached with. */
function accountKeyOf(access: AccountAccess): string {
  return `${access.accountId ?? "own"} ${hopsKey(hopsOf(access))}`;
}
