import { z } from "zod";
import {
  getStoredNetworkSettings,
  lockStoredNetworkSettings,
  saveStoredNetworkSettings,
} from "#lib/db/sql/network-settings.ts";
import type { Sql } from "#lib/db/sql/transaction.ts";
import { defaultStance, vpcStances } from "#lib/domain/network/vpc-stance.ts";
import { recordAuditSql } from "#lib/services/audit.ts";
import { authorize, type ServiceContext } from "#lib/services/context.ts";
import { parseInput } from "#lib/services/parse-input.ts";

export const networkSettingsInput = z.object({
  vpcStance: z.enum(vpcStances, "Choose one of the three stances."),
});

/** How networks are judged, as an administrator sets it. */
export type NetworkSettings = z.output<typeof networkSettingsInput>;

/** Saves the settings; pages follow at once. Recorded with what they were before. */
export async function saveNetworkSettings(context: ServiceContext, raw: unknown): Promise<NetworkSettings> {
  authorize(context.actor, "settings:manage");
  const after = parseInput(networkSettingsInput, raw);
  const now = context.clock.now();
  return await context.inSqlTransaction(async (sql) => {
    const before = settingsOf(await lockStoredNetworkSettings(sql));
    await saveStoredNetworkSettings(sql, after, now);
    await recordAuditSql(sql, {
      at: now,
      actor: context.actor,
      action: "settings.save-network",
      subject: "network",
      details: { before, after },
    });
    return after;
  });
}

/** The settings as pages go by them: everybody sees what follows from them. What cannot be read counts as unset. */
export async function readNetworkSettings(sql: Sql): Promise<NetworkSettings> {
  return settingsOf(await getStoredNetworkSettings(sql));
}

function settingsOf(stored: unknown): NetworkSettings {
  const parsed = networkSettingsInput.safeParse(stored);
  return parsed.success ? parsed.data : { vpcStance: defaultStance };
}
