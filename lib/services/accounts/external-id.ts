import { randomUUID } from "node:crypto";
import { readSetting, saveSettingOnce } from "#lib/db/sql/access-settings.ts";
import type { Sql } from "#lib/db/sql/transaction.ts";

const settingKey = "accounts.externalId";

/**
 * The external id of this installation: what its roles' trust policies demand. Made at the first use, the same for all
 * accounts. Not a secret, but nobody else's to choose.
 */
export async function installationExternalId(sql: Sql, now: Date): Promise<string> {
  const known = await readSetting(sql, settingKey);
  if (typeof known === "string") return known;
  // Two askers at once: one makes it, both read it.
  await saveSettingOnce(sql, settingKey, `lamplight-${randomUUID()}`, now);
  return String(await readSetting(sql, settingKey));
}
