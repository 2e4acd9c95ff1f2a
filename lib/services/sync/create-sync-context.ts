import { createHmac } from "node:crypto";
import { createAws } from "#lib/aws/aws.ts";
import type { HttpOptions } from "#lib/aws/http-handler.ts";
import type { Config } from "#lib/config/config.ts";
import { deriveKey } from "#lib/config/installation-key.ts";
import { createServiceContext, type ServiceContextOptions } from "#lib/services/context.ts";
import { defaultSyncSettings, type SyncContext, type SyncSettings } from "./sync-context.ts";

export interface SyncContextOptions extends ServiceContextOptions {
  readonly config: Config;
  /** The Region for calls that are about no Region; us-east-1 unless the AWS settings or the configuration name another. */
  readonly homeRegion?: string | undefined;
  readonly settings?: Partial<Omit<SyncSettings, "roleName" | "homeRegion">>;
  /** Multiplies AWS's rates on a simulated AWS that was told to be faster; the configuration's unless told. */
  readonly quotaScale?: number;
  /** How long an endpoint is waited for, where the defaults are too patient. */
  readonly http?: Partial<HttpOptions>;
}

/** What running syncs needs, with one way into AWS for the whole process. End it with `context.aws.close()`. */
export function createSyncContext(options: SyncContextOptions): SyncContext {
  const { config, quotaScale = config.quotaScale } = options;
  const context = createServiceContext(options);
  const homeRegion = options.homeRegion ?? config.regions[0] ?? "us-east-1";
  const key = deriveKey(config, "environment-fingerprint");
  const aws = createAws({
    quotaShare: config.quotaShare,
    quotaScale,
    homeRegion,
    regions: config.regions,
    fingerprint: (value) => createHmac("sha256", key).update(value).digest("hex"),
    now: () => context.clock.now(),
    ...(options.http === undefined ? {} : { http: options.http }),
    note: (message, details) => context.logger.info(details, message),
  });
  return {
    ...context,
    aws,
    settings: {
      ...defaultSyncSettings,
      // A simulated AWS that is told to be faster recovers faster, too.
      retryPauseMs: defaultSyncSettings.retryPauseMs / quotaScale,
      ...options.settings,
      roleName: config.roleName,
      homeRegion,
    },
  };
}
