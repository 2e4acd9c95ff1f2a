import type { ServiceContext } from "#lib/services/context.ts";
import { readCollectionSettings } from "./collection-settings.ts";

/** A change of the settings reaches every worker within this time. */
const lookEveryMs = 20_000;

/** What paces calls, as far as its shares can be set. */
export interface QuotaPacing {
  /** Shares by quota class; a class that is not named has the share that the process was started with. */
  setQuotaShares(shares: Readonly<Record<string, number>>): void;
}

/** Keeps the pace of a process at the saved shares until it is stopped. The first look is over when this resolves. */
export async function followQuotaShares(
  context: ServiceContext,
  pacing: QuotaPacing,
  everyMs: number = lookEveryMs,
): Promise<{ stop(): void }> {
  let told = "{}";
  const look = async () => {
    try {
      const { quotaShares } = await readCollectionSettings(context.db.pool);
      const text = JSON.stringify(quotaShares);
      if (text === told) return;
      pacing.setQuotaShares(quotaShares);
      told = text;
      context.logger.info({ quotaShares }, "the shares of AWS's quotas were set");
    } catch (error) {
      // The store is away, or was restarted: the pace stays as it is until the next look.
      context.logger.warn({ err: error }, "the settings of the collection cannot be read");
    }
  };
  await look();
  const timer = setInterval(() => void look(), everyMs);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
