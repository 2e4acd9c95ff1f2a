import { simulatorEnvironment } from "./command.ts";
import type { Simulator } from "./server.ts";
import { writeSession } from "./services/session-key.ts";

/** Settings for an SDK client that talks to a simulator, as its caller or as a session in one of its accounts. */
export function clientConfig(
  simulator: Pick<Simulator, "url" | "fleet">,
  where: { readonly region?: string; readonly accountId?: string; readonly maxAttempts?: number } = {},
) {
  const environment = simulatorEnvironment(simulator);
  return {
    endpoint: simulator.url,
    region: where.region ?? environment.AWS_REGION,
    maxAttempts: where.maxAttempts ?? 1,
    credentials: {
      secretAccessKey: "simulated",
      ...(where.accountId === undefined
        ? { accessKeyId: environment.AWS_ACCESS_KEY_ID }
        : writeSession({
            accountId: where.accountId,
            roleName: "LamplightReadOnly",
            expiresAtMs: Date.now() + 3_600_000,
          })),
    },
  };
}
