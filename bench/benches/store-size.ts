import type { Bench, BenchContext } from "./setup/bench.ts";
import { type BenchFleet, defaultFleet } from "./setup/bench-fleet.ts";

/** The usage that the bar is set for. */
const usage = { functions: 10_000, activeDaily: 0.6, activeHourly: 0.2, hourDaysKept: 15, daysKept: 365 } as const;

/** What a year of 10,000 functions will take, from the rows that a first sync has written. */
export const bench: Bench = {
  name: "store-size",
  title: "Store for 10,000 functions and a year, 60 % of functions active daily and 20 % in any hour",
  async *run(context) {
    const fleet = await context.fleet(defaultFleet);
    const parts = await partsOf(fleet);
    const hourRows = usage.functions * usage.activeHourly * 24 * usage.hourDaysKept;
    const dayRows = usage.functions * usage.activeDaily * usage.daysKept;
    const scale = usage.functions / defaultFleet.functions;
    const bytes = {
      hours: hourRows * parts.hours.perRow,
      days: dayRows * parts.days.perRow,
      rest: parts.restBytes * scale,
    };
    explain(context, parts, bytes);
    yield { name: "store-size.year", value: (bytes.hours + bytes.days + bytes.rest) / 1e9, unit: "GB", bar: 1.5 };
    yield {
      name: "store-size.hour-row",
      value: parts.hours.perRow,
      unit: "B",
      bar: null,
      note: `${parts.hours.rows} rows with indexes`,
    };
    yield {
      name: "store-size.day-row",
      value: parts.days.perRow,
      unit: "B",
      bar: null,
      note: `${parts.days.rows} rows with indexes`,
    };
    yield {
      name: "store-size.now",
      value: parts.totalBytes / 1e6,
      unit: "MB",
      bar: null,
      note: "whole database after the first sync",
    };
  },
};

interface Rows {
  readonly rows: number;
  readonly bytes: number;
  readonly perRow: number;
}

interface Parts {
  readonly hours: Rows;
  readonly days: Rows;
  /** Everything else: inventory, documents, windows, findings, the queue. */
  readonly restBytes: number;
  readonly totalBytes: number;
  readonly largest: readonly { readonly name: string; readonly bytes: number }[];
}

/** Sizes on disk with indexes and out-of-line values, after the space of dead rows is given back as in a quiet store. */
async function partsOf({ store }: BenchFleet): Promise<Parts> {
  const { pool } = store.database;
  const tables = await sizesOf(pool);
  const partitions = async (parent: string): Promise<Rows> => {
    const bytes = tables
      .filter(({ name }) => name.startsWith(`${parent}_`))
      .reduce((sum, table) => sum + table.bytes, 0);
    const { rows } = await pool.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${parent}`);
    const count = rows[0]?.count ?? 0;
    return { rows: count, bytes, perRow: bytes / count };
  };
  const hours = await partitions("function_hours");
  const days = await partitions("function_days");
  const all = tables.reduce((sum, { bytes }) => sum + bytes, 0);
  const { rows } = await pool.query<{ bytes: number }>("SELECT pg_database_size(current_database())::float8 AS bytes");
  const others = tables.filter(({ name }) => !/^function_(hours|days)/.test(name));
  const largest = others.toSorted((one, other) => other.bytes - one.bytes).slice(0, 6);
  return { hours, days, restBytes: all - hours.bytes - days.bytes, totalBytes: rows[0]?.bytes ?? 0, largest };
}

async function sizesOf(pool: BenchFleet["store"]["database"]["pool"]) {
  const { rows } = await pool.query<{ name: string; bytes: number }>(
    `SELECT c.relname AS name, pg_total_relation_size(c.oid)::float8 AS bytes FROM pg_class c
     JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema')`,
  );
  return rows;
}

function explain(context: BenchContext, { largest }: Parts, bytes: Readonly<Record<string, number>>): void {
  const mb = (value: number) => `${(value / 1e6).toFixed(0)} MB`;
  context.explain(
    `hour rows ${mb(bytes.hours ?? 0)} (measured bytes a row × 10,000 × 20 % × 24 h × 15 days), day rows ${mb(bytes.days ?? 0)} (× 10,000 × 60 % × 365), the rest ${mb(bytes.rest ?? 0)} (its tables as they are × 10,000 ÷ 1,200; it does not grow with time but for changes)`,
  );
  context.explain(
    `largest of the rest now: ${largest.map(({ name, bytes: size }) => `${name} ${mb(size)}`).join(", ")}`,
  );
}
