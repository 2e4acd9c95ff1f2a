import { sharedDatabase } from "#lib/db/shared-database.ts";
import { type NetworkSettings, readNetworkSettings } from "#lib/services/settings/network-settings.ts";

/** How networks are judged at present. */
export function getNetworkSettings(): Promise<NetworkSettings> {
  return readNetworkSettings(sharedDatabase().pool);
}
