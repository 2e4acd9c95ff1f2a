import { quotaClassOf } from "#lib/aws/quotas/quota-table.ts";
import type { ServiceName } from "#lib/aws/service-name.ts";
import { type LowerBound, lowerBound } from "#lib/domain/collection/lower-bound.ts";
import type { BenchContext, Measurement } from "./bench.ts";
import type { BenchFleet } from "./bench-fleet.ts";
import { countFleet } from "./count-fleet.ts";

/** Looks at something that AWS is still making: how many there are is a matter of time. */
export const pollOperations: ReadonlySet<string> = new Set(["GetQueryResults", "GetServiceLastAccessedDetails"]);

interface Asked {
  readonly source: string;
  readonly service: string;
  readonly operation: string;
  /** Calls that were answered well or told what is not there. */
  readonly calls: number;
  readonly throttles: number;
}

export interface BoundOptions {
  /** What the bare SDK needs for the same requests on this machine; null where quotas alone are to decide. */
  readonly bareSeconds: number | null;
  /** Whether the time has a bar: not where the sync also back-fills. */
  readonly timed: boolean;
}

/** The bound of a fleet, what its first sync needed of it, and both term by term. */
export async function* boundFigures(
  name: string,
  context: BenchContext,
  fleet: BenchFleet,
  { bareSeconds, timed }: BoundOptions,
): AsyncGenerator<Measurement> {
  const { size, first } = fleet;
  const bound = lowerBound(countFleet(size, fleet.startedAt), {
    quotaOf: (service, operation) => {
      const { name: quota, perSecond } = quotaClassOf(service as ServiceName, operation);
      return { name: quota, perSecond: perSecond * size.quotaScale };
    },
    latencySeconds: size.latencyMs / size.quotaScale / 1_000,
  });
  const asked = await askedOf(fleet);
  yield { name: `${name}.bound`, value: bound.seconds, unit: "s", bar: null, note: longestOf(bound) };
  yield { name: `${name}.bound-calls`, value: bound.calls, unit: "calls", bar: null };
  const reference = Math.max(bound.seconds, bareSeconds ?? 0);
  yield {
    name: `${name}.wall-over-bound`,
    value: first.wallSeconds / reference,
    unit: "×",
    bar: timed ? 1.15 : null,
    note: timed ? overWhat(reference, bareSeconds) : "with its back-fill",
  };
  const polls = sum(asked, ({ operation }) => operation === "GetQueryResults");
  const queries = sum(asked, ({ operation }) => operation === "StartQuery");
  const required = bound.terms.filter(({ operation }) => !pollOperations.has(operation));
  yield {
    name: `${name}.calls-over-bound`,
    value: sum(asked, ({ operation }) => !pollOperations.has(operation)) / sum(required, () => true),
    unit: "×",
    bar: 1.05,
    note: "polls of log queries and of usage reports apart",
  };
  yield { name: `${name}.polls`, value: queries === 0 ? null : polls / queries, unit: "a query", bar: 3 };
  yield {
    name: `${name}.throttled`,
    value: asked.reduce((total, row) => total + row.throttles, 0),
    unit: "calls",
    bar: null,
  };
  for (const line of termByTerm(bound, asked)) context.explain(line);
}

function overWhat(reference: number, bareSeconds: number | null): string {
  const which = bareSeconds === null ? "the quota bound" : "the larger of quota bound and bare SDK";
  return `over ${reference.toFixed(1)} s, ${which}`;
}

function longestOf({ longest, dependentSteps, latencySeconds }: LowerBound): string {
  if (longest === null) return "an empty fleet";
  const { name, accountId, region, calls, perSecond } = longest;
  return `${name} of ${accountId} ${region}: ${calls} calls at ${perSecond}/s, and ${dependentSteps} steps of ${(latencySeconds / dependentSteps).toFixed(3)} s`;
}

/** A call that is not there to be answered (no policy, no function) counts as asked for and answered. */
async function askedOf({ store, first }: BenchFleet): Promise<readonly Asked[]> {
  const { rows } = await store.database.pool.query<Asked>(
    `SELECT t.source, m.service, m.operation, sum(m.calls - m.throttles)::int AS calls, sum(m.throttles)::int AS throttles
     FROM sync_meters m JOIN sync_tasks t ON t.id = m.task_id WHERE t.sync_id = $1 GROUP BY t.source, m.service, m.operation`,
    [first.progress.sync.id],
  );
  return rows;
}

function sum<T extends { readonly calls: number }>(rows: readonly T[], wanted: (row: T) => boolean): number {
  return rows.filter(wanted).reduce((total, { calls }) => total + calls, 0);
}

function termByTerm({ terms }: LowerBound, asked: readonly Asked[]): string[] {
  const keyOf = (row: { source: string; service: string; operation: string }) =>
    `${row.source.padEnd(15)} ${`${row.service} ${row.operation}`.padEnd(42)}`;
  const bound = new Map(terms.map((term) => [keyOf(term), term.calls]));
  const made = new Map(asked.map((row) => [keyOf(row), row]));
  const keys = [...new Set([...bound.keys(), ...made.keys()])];
  const row = (key: string, ...cells: readonly (string | number)[]) =>
    `${key} ${cells.map((cell) => String(cell).padStart(9)).join(" ")}`;
  return [
    row(`${"source".padEnd(15)} ${"operation".padEnd(42)}`, "bound", "made", "throttled"),
    ...keys.map((key) => row(key, bound.get(key) ?? 0, made.get(key)?.calls ?? 0, made.get(key)?.throttles ?? 0)),
  ];
}
