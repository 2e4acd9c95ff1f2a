import type { Pool } from "pg";

/** A row that one store has and the other has not, as canonical text. */
export interface StoreDifference {
  readonly table: string;
  readonly onlyIn: "first" | "second";
  readonly row: string;
}

export type StoredRow = Readonly<Record<string, unknown>>;

/** Tables that say how the store was filled, who works with it, and what was asked of AWS for it: none of it are facts of the fleet. */
const bookkeeping =
  /^(_prisma_migrations|syncs|sync_.*|aws_usage_days|spending_.*|collection_.*|source_watermarks|log_readings|start_samples|access_checks|audit_events|sessions|users|invitations|sign_in_attempts|saved_views|settings|list_sightings|teams|team_rules|api_.*|finding_events|test_.*)$/;

/** Instants of observation: whether there is one counts, and not which. In tables of AWS's own instants they stand as they are. */
const observation =
  /^(first_seen|last_seen|.*_seen_at|.*observed_at|.*since|updated_at|computed_at|evaluated_at|judged_at|resolved_at|deleted_at|removed_at|created_at|read_at|attempted_at|detected_at|occurred_at|valid_from|valid_to)$/;
const instantsOfAws: ReadonlySet<string> = new Set(["failure_hours", "failure_days", "roles.created_at"]);

/** Numbers, names and secrets that a store gives by itself. */
const own = /^(id|external_id|finding_id|assignee_id|actor_id|team_id|requested_by)$/;

/**
 * What two stores tell differently of the same fleet, read at the same simulated time: every table but the bookkeeping,
 * with functions by ARN, without instants of observation and numbers of its own. `ignore` leaves rows of both out.
 */
export async function compareStores(
  first: Pool,
  second: Pool,
  ignore: (table: string, row: StoredRow) => boolean = () => false,
): Promise<readonly StoreDifference[]> {
  const differences: StoreDifference[] = [];
  for (const table of await tablesOf(first)) {
    const [one, other] = await Promise.all([rowsOf(first, table, ignore), rowsOf(second, table, ignore)]);
    for (const [row, count] of one) {
      if (count !== other.get(row)) differences.push({ table, onlyIn: "first", row });
    }
    for (const [row, count] of other) {
      if (count !== one.get(row)) differences.push({ table, onlyIn: "second", row });
    }
  }
  return differences;
}

/** A line for people on each of the first differences of each table. */
export function describeDifferences(differences: readonly StoreDifference[], mostPerTable = 3): readonly string[] {
  const byTable = Map.groupBy(differences, ({ table }) => table);
  return [...byTable].flatMap(([table, all]) => [
    `${table}: ${all.length} rows differ`,
    ...(["first", "second"] as const).flatMap((side) =>
      all
        .filter(({ onlyIn }) => onlyIn === side)
        .map(({ row }) => row)
        .sort()
        .slice(0, mostPerTable)
        .map((row) => `  only in the ${side}: ${row.slice(0, 600)}`),
    ),
  ]);
}

async function tablesOf(pool: Pool): Promise<readonly string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition ORDER BY 1`,
  );
  return rows.map(({ name }) => name).filter((name) => !bookkeeping.test(name));
}

/** Rows as canonical text, each with how often it is there. */
async function rowsOf(
  pool: Pool,
  table: string,
  ignore: (table: string, row: StoredRow) => boolean,
): Promise<ReadonlyMap<string, number>> {
  const { rows: columns } = await pool.query<{ name: string }>(
    "SELECT column_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = $1",
    [table],
  );
  const ofFunction = columns.some(({ name }) => name === "function_id");
  const { rows } = await pool.query<{ row: StoredRow; arn: string | null }>(
    ofFunction
      ? `SELECT to_jsonb(t) AS row, f.arn FROM "${table}" t LEFT JOIN functions f ON f.id = t.function_id`
      : `SELECT to_jsonb(t) AS row, NULL AS arn FROM "${table}" t`,
  );
  const counts = new Map<string, number>();
  for (const { row, arn } of rows) {
    const named = arn === null ? row : { ...row, function_id: arn };
    if (ignore(table, named)) continue;
    const text = JSON.stringify(canonicalRow(table, named));
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return counts;
}

/** Of what could not be read counts that it could not: which of two reasons was met last is chance. */
const reasons = /^(reason|remedy)$/;

function canonicalRow(table: string, row: StoredRow): unknown {
  const entries = Object.entries(row)
    .filter(([name]) => table !== "source_states" || !reasons.test(name))
    .filter(([name]) => !own.test(name) || (name === "id" && table === "accounts"))
    .map(([name, value]) => [name, isObservation(table, name) ? value !== null : canonical(value)] as const);
  return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)));
}

function isObservation(table: string, column: string): boolean {
  return observation.test(column) && !instantsOfAws.has(table) && !instantsOfAws.has(`${table}.${column}`);
}

/** Sums are kept in single precision: of the same numbers, added in another order, the seventh digit may differ. */
const digits = 5;
/** Sums of hundredths often end half-way between two such numbers: moved by this, they all fall to the same side. */
const offHalfway = 1 + 3e-6;

function canonical(value: unknown): unknown {
  if (typeof value === "number") return Number((value * offHalfway).toPrecision(digits));
  if (Array.isArray(value)) return value.map(canonical);
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).map(([key, item]) => [
    key,
    key === "since" || key === "observedAt" ? item !== null : canonical(item),
  ]);
  return Object.fromEntries(entries.sort(([one], [other]) => (String(one) < String(other) ? -1 : 1)));
}
