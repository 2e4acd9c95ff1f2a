import { agedFleet, rangesOf } from "./setup/aged-fleet.ts";
import type { Bench } from "./setup/bench.ts";
import { openWeb } from "./setup/bench-web.ts";
import { timePage } from "./setup/page-times.ts";

/** The pages of the function with the most days in the store. */
export const bench: Bench = {
  name: "page-function",
  title: "/functions/[id] over 13 months, among 10,000 functions, signed in, warm, to the last byte (p95)",
  async *run(context) {
    const fleet = await agedFleet(context);
    const visitor = await (await openWeb(context, fleet)).visitor();
    const { rows } = await fleet.store.database.pool.query<{ id: string }>(
      `SELECT f.arn AS id FROM functions f JOIN function_days d ON d.account_id = f.account_id AND d.function_id = f.id
       WHERE f.deleted_at IS NULL GROUP BY f.arn ORDER BY count(*) DESC, f.arn LIMIT 1`,
    );
    const id = rows[0]?.id;
    if (id === undefined) throw new Error("The store has no function with days.");
    const page = `/functions/${encodeURIComponent(id)}`;
    for (const range of rangesOf(fleet)) {
      yield await timePage(visitor, `page-function ${range}`, `${page}?range=${range}`);
    }
    yield await timePage(visitor, "page-function compared", `${page}?range=90d&compare=true`);
    yield await timePage(visitor, "page-function starts", `${page}?tab=starts&range=90d`);
    context.explain(`${fleet.size.functions} functions in the store`);
  },
};
