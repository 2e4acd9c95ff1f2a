import { setTimeout as sleep } from "node:timers/promises";
import type { Pool, PoolClient } from "pg";

/** Names one moment of a sync: what writes then, and where. */
export interface Moment {
  readonly name: string;
  readonly table: string;
  readonly event: "INSERT" | "UPDATE" | "INSERT OR UPDATE";
  readonly timing: "BEFORE" | "AFTER";
  /** A condition on NEW and OLD; true when absent. */
  readonly when?: string;
}

const lockClass = 7_777;
const pollMs = 15;
const gatherMs = 400;

/**
 * Holds whoever comes to one of some moments of a sync, inside its transaction, until it is let go. Each moment holds
 * once. Made of triggers and advisory locks of the store, so that it works on processes that know nothing of it.
 */
export interface HeldMoments {
  /** Names of the moments at which somebody waits now, once there is one. Null: `over` resolved first. */
  next(over: Promise<unknown>): Promise<readonly string[] | null>;
  /** Lets these go and holds nobody at them any more. */
  release(names: readonly string[]): Promise<void>;
  /** Lets go of all that a killed process waits for, until the server has noticed that it is gone. */
  buried(applicationName: string): Promise<void>;
  /** Moments that nobody has come to. */
  readonly left: ReadonlySet<string>;
  close(): Promise<void>;
}

export async function holdMoments(pool: Pool, moments: readonly Moment[]): Promise<HeldMoments> {
  const client = await pool.connect();
  const left = new Set(moments.map(({ name }) => name));
  await client.query("CREATE TABLE IF NOT EXISTS test_moments (number int PRIMARY KEY)");
  await client.query(
    `CREATE OR REPLACE FUNCTION hold_moment() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
       IF EXISTS (SELECT FROM test_moments WHERE number = TG_ARGV[0]::int) THEN
         PERFORM pg_advisory_xact_lock_shared(${lockClass}, TG_ARGV[0]::int);
       END IF;
       RETURN NEW;
     END $$`,
  );
  for (const [number, moment] of moments.entries()) await hold(client, number, moment);
  const waiting = async (): Promise<readonly string[]> => {
    const { rows } = await client.query<{ number: number }>(
      `SELECT DISTINCT objid::int AS number FROM pg_locks l JOIN pg_database d ON d.oid = l.database
       WHERE d.datname = current_database() AND locktype = 'advisory' AND classid = $1 AND NOT granted`,
      [lockClass],
    );
    return rows.map(({ number }) => moments[number]?.name ?? "");
  };
  const release = async (names: readonly string[]): Promise<void> => {
    for (const name of names) {
      const number = moments.findIndex((moment) => moment.name === name);
      left.delete(name);
      await client.query("DELETE FROM test_moments WHERE number = $1", [number]);
      await client.query("SELECT pg_advisory_unlock($1, $2)", [lockClass, number]);
    }
  };
  return {
    left,
    async next(over) {
      let ended = false;
      void over.then(() => {
        ended = true;
      });
      while (!ended) {
        const names = await waiting();
        // A moment more: others that are near come too, and one kill meets them all.
        if (names.length > 0) await sleep(gatherMs);
        if (names.length > 0) return await waiting();
        await sleep(pollMs);
      }
      return null;
    },
    release,
    async buried(applicationName) {
      for (;;) {
        await release(await waiting());
        const { rowCount } = await client.query(
          "SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name = $1",
          [applicationName],
        );
        if (rowCount === 0) return;
        await sleep(pollMs);
      }
    },
    async close() {
      await client.query("TRUNCATE test_moments");
      await client.query("SELECT pg_advisory_unlock_all()");
      client.release();
    },
  };
}

async function hold(client: PoolClient, number: number, { table, event, timing, when }: Moment): Promise<void> {
  await client.query("INSERT INTO test_moments VALUES ($1)", [number]);
  await client.query("SELECT pg_advisory_lock($1, $2)", [lockClass, number]);
  await client.query(
    `CREATE OR REPLACE TRIGGER moment_${number} ${timing} ${event} ON ${table} FOR EACH ROW
     ${when === undefined ? "" : `WHEN (${when})`} EXECUTE FUNCTION hold_moment('${number}')`,
  );
}
