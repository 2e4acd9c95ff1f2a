import type { AuthDependencies } from "#lib/auth/options.ts";
import { simulatedSignInAllowed } from "#lib/auth/simulated-sign-in.ts";
import { type Config, loadConfig } from "#lib/config/config.ts";
import { deriveKey } from "#lib/config/installation-key.ts";
import { sharedDatabase } from "#lib/db/shared-database.ts";

let config: Config | undefined;

function processConfig(): Config {
  config ??= loadConfig(process.env);
  return config;
}

/** What signing in needs, from this process's settings. */
export function authDependencies(): AuthDependencies {
  const settings = processConfig();
  return {
    config: settings,
    database: sharedDatabase(),
    secret: deriveKey(settings, "session-cookie").toString("hex"),
    now: () => new Date(),
  };
}

/** Whether the sign-in page may offer one button per role. */
export function simulatedSignInOffered(): boolean {
  return simulatedSignInAllowed(processConfig());
}
