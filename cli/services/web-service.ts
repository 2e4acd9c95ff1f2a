import { once } from "node:events";
import { createServer } from "node:http";
import next from "next";
import { root } from "#cli/root.ts";
import { loadConfig } from "#lib/config/config.ts";
import { closeSharedDatabase } from "#lib/db/shared-database.ts";
import { ConfigurationError } from "#lib/errors.ts";
import type { Service } from "#worker/service-process.ts";

/** Serves the built console on LAMPLIGHT_HOST and LAMPLIGHT_PORT, over the store at DATABASE_URL. */
export async function startWebService(environment: NodeJS.ProcessEnv): Promise<Service> {
  const { host, port, databaseUrl } = loadConfig(environment, root);
  if (port === null || databaseUrl === null) {
    throw new ConfigurationError("LAMPLIGHT_PORT and DATABASE_URL are not set.", {
      remedy: "Start the console with: npx lamplight web",
    });
  }
  const app = next({ dev: false, dir: root, hostname: host, port });
  await app.prepare();
  const handle = app.getRequestHandler();
  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : undefined);
    });
  });
  server.listen(port, host);
  await once(server, "listening");
  return {
    details: { url: `http://${host.includes(":") ? `[${host}]` : host}:${port}` },
    stop: async () => {
      const closed = once(server, "close");
      server.close();
      // Streams of live progress never end by themselves.
      server.closeAllConnections();
      await closed;
      await app.close();
      await closeSharedDatabase();
    },
  };
}
