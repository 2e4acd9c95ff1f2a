import type { Pool } from "pg";
import { inSqlTransaction } from "#lib/db/sql/transaction.ts";

export type PartitionedTable = "function_hours" | "function_days";

/** One lock for all who make or drop partitions, so that two workers never make the same one at once. */
const partitionLock = 7_402_613;
const dayMs = 86_400_000;

interface Partition {
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

/**
 * How full pages are made, in percent. An hour is first written with its metrics and soon after completed with its
 * starts, which take three times as much room: where the longer row finds room on the same page, no index is touched.
 */
const fillFactors: Readonly<Record<PartitionedTable, number>> = { function_hours: 25, function_days: 90 };

const isoDay = (at: Date): string => at.toISOString().slice(0, 10);

/** The partition that an instant belongs to: hours in UTC days, days in months. */
export function partitionOf(table: PartitionedTable, at: Date): Partition {
  if (table === "function_hours") {
    const from = isoDay(at);
    const next = isoDay(new Date(Date.parse(from) + dayMs));
    return { name: `${table}_${from.replaceAll("-", "")}`, from: `${from} 00:00+00`, to: `${next} 00:00+00` };
  }
  const from = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), 1));
  const next = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 1));
  return { name: `${table}_${isoDay(from).slice(0, 7).replace("-", "")}`, from: isoDay(from), to: isoDay(next) };
}

/** UTC days whose partitions this process has seen, by pool: asking again for each page would cost a round trip each. */
const seen = new WeakMap<Pool, Record<PartitionedTable, Set<number>>>();

function seenDays(pool: Pool, table: PartitionedTable): Set<number> {
  const known = seen.get(pool) ?? { function_hours: new Set(), function_days: new Set() };
  seen.set(pool, known);
  return known[table];
}

/**
 * Makes the partitions that rows at these instants need. In a transaction of its own, before the rows' transaction:
 * making a partition waits for all writers of the table, and must not wait for itself.
 */
export async function ensurePartitions(pool: Pool, table: PartitionedTable, instants: Iterable<Date>): Promise<void> {
  const known = seenDays(pool, table);
  const fresh = new Set<number>();
  // Pages have tens of thousands of points on few days: a number each, and names only for days that are new.
  for (const at of instants) {
    const day = Math.floor(at.getTime() / dayMs);
    if (!known.has(day)) fresh.add(day);
  }
  if (fresh.size === 0) return;
  const wanted = [...fresh].map((day) => partitionOf(table, new Date(day * dayMs)));
  const missing = new Map(wanted.map((partition) => [partition.name, partition]));
  await inSqlTransaction(pool, async (sql) => {
    await sql.query("SELECT pg_advisory_xact_lock($1)", [partitionLock]);
    const { rows } = await sql.query<{ name: string }>(
      "SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = $1::regclass",
      [table],
    );
    const existing = new Set(rows.map(({ name }) => name));
    for (const { name, from, to } of missing.values()) {
      if (existing.has(name)) continue;
      await sql.query(
        `CREATE TABLE ${name} PARTITION OF ${table} FOR VALUES FROM ('${from}') TO ('${to}') WITH (fillfactor = ${fillFactors[table]})`,
      );
    }
  });
  for (const { from, to } of missing.values()) {
    const end = Date.parse(to.slice(0, 10));
    for (let day = Date.parse(from.slice(0, 10)); day < end; day += dayMs) known.add(day / dayMs);
  }
}

/**
 * Whether rows were refused since their partition is not there, although it was made: a database that recovered from a
 * crash or failed over may have lost the last moments. What this process has seen is then forgotten, so that the next
 * `ensurePartitions` looks again.
 */
export function forgetMissingPartitions(pool: Pool, error: unknown): boolean {
  const missing =
    error instanceof Error &&
    "code" in error &&
    error.code === "23514" &&
    "routine" in error &&
    error.routine === "ExecFindPartition";
  if (missing) seen.delete(pool);
  return missing;
}

/** Drops whole partitions that end at or before `olderThan`. Returns their names. */
export async function dropPartitions(pool: Pool, table: PartitionedTable, olderThan: Date): Promise<string[]> {
  const dropped = await inSqlTransaction(pool, async (sql) => {
    await sql.query("SELECT pg_advisory_xact_lock($1)", [partitionLock]);
    const { rows } = await sql.query<{ name: string }>(
      "SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = $1::regclass",
      [table],
    );
    // The oldest partition still needed sorts after every one that is not: names hold the date.
    const oldestKept = partitionOf(table, olderThan).name;
    const old = rows.map(({ name }) => name).filter((name) => name < oldestKept);
    for (const name of old) await sql.query(`DROP TABLE ${name}`);
    return old;
  });
  if (dropped.length > 0) seenDays(pool, table).clear();
  return dropped;
}
