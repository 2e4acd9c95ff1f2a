import { listStoredFunctions, type StoredFunction, saveTriggers } from "#lib/db/sql/function-facts.ts";
import type { Place } from "#lib/db/sql/place.ts";
import { listMappings, listQueueFacts } from "#lib/db/sql/place-facts.ts";
import { listSourceStates } from "#lib/db/sql/source-states.ts";
import type { Sql } from "#lib/db/sql/transaction.ts";
import type { Fact } from "#lib/domain/fleet/fact.ts";
import type { ObservedEventSourceMapping } from "#lib/domain/fleet/observed.ts";
import type { Triggers } from "#lib/domain/triggers/trigger.ts";
import { unknownTriggersReason } from "#lib/domain/triggers/trigger.ts";
import { triggersOf } from "#lib/domain/triggers/triggers-of.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { factOfColumn, factOfSource } from "./stored-facts.ts";

/** What of a function tells its triggers. */
export const triggerFields = [
  "id",
  "name",
  "policies",
  "aliases",
  "urls",
  "asyncConfigs",
  "deadLetterTargetArn",
  "unknowns",
  "detailObservedAt",
] as const;

/** What lets each function of a place be invoked, with the parts that are not known. */
export async function triggersOfPlace(
  sql: Sql,
  place: Place,
  functions: readonly Pick<StoredFunction, (typeof triggerFields)[number]>[],
): Promise<Map<number, Triggers>> {
  const states = await listSourceStates(sql, place.accountId);
  const state = states.find(({ region, source }) => region === place.region && source === "triggers");
  const byFunction = Map.groupBy(await listMappings(sql, place), ({ functionName }) => functionName);
  const queues = await listQueueFacts(sql, place.accountId);
  return new Map(
    functions.map((fn) => {
      const mappings: Fact<readonly ObservedEventSourceMapping[]> = factOfSource(state, byFunction.get(fn.name) ?? []);
      const triggers = triggersOf({
        mappings,
        queues,
        policies: factOfColumn(fn, "policies", fn.policies ?? {}),
        aliases: factOfColumn(fn, "aliases", null),
        urls: factOfColumn(fn, "urls", fn.urls ?? []),
        asyncConfigs: factOfColumn(fn, "asyncConfigs", fn.asyncConfigs ?? []),
        deadLetterTargetArn: fn.deadLetterTargetArn,
      });
      return [fn.id, triggers];
    }),
  );
}

/** Works triggers out anew and keeps those that changed. */
export async function deriveTriggers(context: ServiceContext, place: Place): Promise<void> {
  await context.inSqlTransaction(async (sql) => {
    const functions = await listStoredFunctions(sql, place.accountId, place.region, [...triggerFields, "triggers"]);
    const derived = await triggersOfPlace(sql, place, functions);
    const rows = functions.flatMap((fn) => {
      const triggers = derived.get(fn.id);
      if (triggers === undefined) return [];
      const row = { id: fn.id, triggers: triggers.triggers, unknown: unknownTriggers(triggers) };
      return isSame(fn, row) ? [] : [row];
    });
    await saveTriggers(sql, rows);
  });
}

/** Why a function's list of triggers is not whole: the gravest state of its parts, and one sentence for each. */
function unknownTriggers(triggers: Triggers) {
  const reason = unknownTriggersReason(triggers);
  const [first] = triggers.unknown.toSorted((one, other) => gravity(other.state) - gravity(one.state));
  return reason === null || first === undefined ? null : { state: first.state, reason, since: first.since };
}

function gravity(state: string): number {
  return ["notYetRead", "failed", "denied"].indexOf(state);
}

function isSame(
  fn: Pick<StoredFunction, "triggers" | "unknowns">,
  row: { triggers: unknown; unknown: unknown },
): boolean {
  const stored = [fn.triggers, fn.unknowns.triggers ?? null];
  return sortedText(stored) === sortedText([row.triggers, row.unknown]);
}

/** jsonb orders keys its own way, so texts are compared with keys in order. */
function sortedText(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    typeof item === "object" && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([one], [other]) => (one < other ? -1 : 1)))
      : item,
  );
}
