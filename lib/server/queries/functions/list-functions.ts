import { sharedDatabase } from "#lib/db/shared-database.ts";
import { type FunctionListQuery, listFunctions as readFunctions } from "#lib/db/sql/functions/list-functions.ts";
import type { FunctionWindowView, MissingView } from "#lib/domain/views/functions.ts";
import { functionRow } from "./function-row.ts";
import { getUnreadSources } from "./unread-sources.ts";

export interface FunctionListInput extends FunctionListQuery {
  /** Whether the viewer may see money. */
  readonly cost: boolean;
}

/** One window of the function table, and what is missing from it. */
export async function listFunctions(
  input: FunctionListInput,
): Promise<FunctionWindowView & { readonly missing: readonly MissingView[] }> {
  const [{ rows, total, web }, unread] = await Promise.all([
    readFunctions(sharedDatabase().pool, withoutHiddenMoney(input)),
    getUnreadSources(input.filter, [
      "functions",
      "region-resources",
      "triggers",
      "tags",
      "metrics",
      "detail",
      "starts",
    ]),
  ]);
  const context = { now: input.now, period: input.period, unread: unread.lookup, cost: input.cost };
  return { rows: rows.map((row) => functionRow(row, context)), total, web, missing: unread.missing };
}

const money = new Set(["cost", "initCost"]);

/** Without the right to see money, neither order nor filter may tell it. */
export function withoutHiddenMoney<Q extends Omit<FunctionListInput, "offset" | "limit">>(input: Q): Q {
  if (input.cost) return input;
  // A clause about money matches nothing, as one about a property that does not exist: dropping it would show more.
  const conditions = input.filter.conditions.map((one) =>
    money.has(one.property) ? { ...one, property: "hidden" } : one,
  );
  return {
    ...input,
    filter: { ...input.filter, conditions },
    sort: money.has(input.sort.column) ? { column: "invocations", direction: "desc" } : input.sort,
  };
}
