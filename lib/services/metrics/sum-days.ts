import { type FleetDay, type RolledFunction, type RollupPart, rollupDimensions } from "#lib/db/sql/rollups.ts";
import { billedSecondsOf, gbSecondsOfMbMs } from "#lib/domain/cost/function-cost.ts";

const mbMsOfGbSecond = 1 / gbSecondsOfMbMs(1);

const sums = [
  "functions",
  "invocations",
  "errors",
  "throttles",
  "durationSumMs",
  "pricedMbMs",
  "reports",
  "instanceReports",
  "instanceInvocations",
  "coldStarts",
  "restores",
  "initFailures",
  "billedSumMs",
  "billedMbMs",
  "initSumMs",
  "initBilledSumMs",
  "provisionedInits",
  "suppressedInits",
  "restoreSumMs",
  "waitedSumMs",
] as const;

const at = Object.fromEntries(sums.map((name, k) => [name, k])) as Readonly<Record<(typeof sums)[number], number>>;

type Key = Pick<RollupPart, "dimension" | "value" | "region" | "architecture">;

/**
 * Adds up days by every dimension at once. Each function belongs to one part of each dimension, told once by number, so
 * that a day of 10,000 functions is some hundred thousand additions; in SQL, where each row is grouped ten times, the
 * same takes fifteen times as long.
 */
export function createDaySummer(functions: readonly RolledFunction[]): (day: FleetDay) => RollupPart[] {
  const { keys, partsOf } = numberParts(functions);
  const onInstances = new Set(functions.flatMap((one) => (one.onInstances ? [one.id] : [])));
  const memory = new Map(functions.map(({ id, memoryMb }) => [id, memoryMb]));
  return (day) => {
    const totals = new Float64Array(keys.length * sums.length);
    const add = (functionId: number, column: number, value: number): void => {
      if (value === 0) return;
      for (const part of partsOf.get(functionId) ?? []) {
        const place = part * sums.length + column;
        totals[place] = (totals[place] ?? 0) + value;
      }
    };
    for (const id of day.metrics.functionIds) add(id, at.functions, 1);
    for (const [id, mbMs] of pricedMbMsOf(day, memory)) add(id, at.pricedMbMs, mbMs);
    for (const { functionIds, values } of [day.metrics, day.starts, day.laterStarts]) {
      for (const [name, column] of Object.entries<readonly number[]>(values)) {
        const place = at[name as keyof typeof at];
        if (place === undefined) continue;
        const instances = onInstancesOf(name);
        for (const [k, id] of functionIds.entries()) {
          const value = column[k] ?? 0;
          if (instances === undefined || !onInstances.has(id)) add(id, place, value);
          else if (instances !== null) for (const also of [place, at[instances]]) add(id, also, value);
        }
      }
    }
    return keys.flatMap((key, part) => {
      const mine = totals.subarray(part * sums.length, (part + 1) * sums.length);
      return mine[at.functions] === 0 ? [] : [partOf(key, day.day, mine)];
    });
  };
}

/**
 * What each function is charged for, in MB-milliseconds: whether its reports cover it is decided function by function, as
 * for its own page, so that a part of the fleet costs what its functions do.
 */
function pricedMbMsOf({ metrics, starts }: FleetDay, memory: ReadonlyMap<number, number | null>): [number, number][] {
  const reportsAt = new Map(starts.functionIds.map((id, k) => [id, k]));
  return metrics.functionIds.map((id, k) => {
    const { invocations, durationSumMs } = metrics.values;
    const at = reportsAt.get(id) ?? -1;
    const { reports, insightsReports, billedMbMs } = starts.values;
    const billed = billedSecondsOf({
      invocations: invocations[k] ?? 0,
      // Events of Lambda Insights tell nothing of what was billed.
      reports: (reports[at] ?? 0) - (insightsReports[at] ?? 0),
      billedMbMs: billedMbMs[at] ?? 0,
      durationMbMs: (durationSumMs[k] ?? 0) * (memory.get(id) ?? 0),
    });
    return [id, (billed?.gbSeconds ?? 0) * mbMsOfGbSecond];
  });
}

/**
 * What becomes of the values of functions on Managed Instances in a column: they are counted under a name of their own as
 * well (what others' starts are divided by), left out (null: they have no starts), or nothing special (undefined).
 */
function onInstancesOf(column: string): "instanceReports" | "instanceInvocations" | null | undefined {
  if (column === "reports") return "instanceReports";
  if (column === "invocations") return "instanceInvocations";
  return startCounts.has(column) ? null : undefined;
}

const startCounts: ReadonlySet<string> = new Set([
  "coldStarts",
  "restores",
  "initFailures",
  "provisionedInits",
  "suppressedInits",
  "restoreSumMs",
  "waitedSumMs",
]);

function partOf(key: Key, day: string, totals: Float64Array): RollupPart {
  const of = (name: (typeof sums)[number]) => totals[at[name]] ?? 0;
  const known = (name: (typeof sums)[number]) => (Number.isNaN(of(name)) ? null : of(name));
  return {
    ...key,
    day,
    functions: of("functions"),
    invocations: of("invocations"),
    errors: of("errors"),
    throttles: of("throttles"),
    durationSumMs: of("durationSumMs"),
    pricedMbMs: of("pricedMbMs"),
    reports: of("reports"),
    instanceReports: of("instanceReports"),
    instanceInvocations: of("instanceInvocations"),
    coldStarts: of("coldStarts"),
    restores: of("restores"),
    initFailures: of("initFailures"),
    billedSumMs: of("billedSumMs"),
    billedMbMs: of("billedMbMs"),
    initSumMs: of("initSumMs"),
    initBilledSumMs: of("initBilledSumMs"),
    provisionedInits: known("provisionedInits"),
    suppressedInits: known("suppressedInits"),
    restoreSumMs: known("restoreSumMs"),
    waitedSumMs: of("waitedSumMs"),
  };
}

/** Numbers for the parts that functions belong to: values of dimensions, by Region and architecture. */
function numberParts(functions: readonly RolledFunction[]) {
  const keys: Key[] = [];
  const numbers = new Map<string, number>();
  const partsOf = new Map<number, Int32Array>();
  for (const { id, region, architecture, values } of functions) {
    const parts = rollupDimensions.map((dimension, k) => {
      const value = values[k] ?? "";
      const text = JSON.stringify([dimension, value, region, architecture]);
      const known = numbers.get(text);
      if (known !== undefined) return known;
      numbers.set(text, keys.length);
      return keys.push({ dimension, value, region, architecture }) - 1;
    });
    partsOf.set(id, Int32Array.from(parts));
  }
  return { keys, partsOf };
}
