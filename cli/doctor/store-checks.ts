import { attention, bad, type Check, good } from "#cli/doctor/check.ts";
import { withStore } from "#cli/open-store.ts";
import type { Config } from "#lib/config/config.ts";
import { sql } from "#lib/db/client.ts";
import { migrationStatus } from "#lib/db/migrate/migrations.ts";

const oldestVersion = 150_000;

/** The database: that it answers, its version, its migrations. The embedded one is started for the look, if it does not run. */
export function storeChecks(config: Config): readonly Check[] {
  return [{ name: "Database", run: () => withStore(config, (database) => checkStore(database.url, database.pool)) }];
}

async function checkStore(url: string, pool: Parameters<typeof sql>[0]) {
  const [server] = await sql<{ version: string; number: number; size: string }>(
    pool,
    `SELECT split_part(version(), ' ', 2) AS version, current_setting('server_version_num')::int AS number,
       pg_size_pretty(pg_database_size(current_database())) AS size`,
  );
  const { edited } = await migrationStatus(url);
  const { host, pathname } = new URL(url);
  return [
    ...((server?.number ?? 0) < oldestVersion
      ? bad(`PostgreSQL ${server?.version} is too old.`, "Use PostgreSQL 15 or newer.")
      : good(`PostgreSQL ${server?.version} at ${host}${pathname}, ${server?.size}`)),
    ...(edited.length === 0
      ? good("migrations are up to date")
      : attention(`Migrations were changed after they ran: ${edited.join(", ")}.`, "Use the files of a release.")),
  ];
}
