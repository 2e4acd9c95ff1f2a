import { loadConfig } from "#lib/config/config.ts";

/** What connecting accounts is told by the configuration: the usual role, and the partition by the home Region. */
export function accountSettings(): { readonly roleName: string; readonly homeRegion: string } {
  const { roleName, regions } = loadConfig(process.env);
  const homeRegion = process.env.AWS_REGION || process.env.AWS_DEFAULT_REGION || regions[0] || "us-east-1";
  return { roleName, homeRegion };
}
