import type { Place } from "./place.ts";
import type { Sql } from "./transaction.ts";

/**
 * Notes when functions of a place last ran, by rows of hours from `hoursFrom` on and of UTC days from `daysFrom` on; null
 * where none were read. Once for each reading and not with each page: a function's row is wide, and written anew each time.
 */
export async function saveLastInvocations(
  sql: Sql,
  place: Place,
  { hoursFrom, daysFrom }: { readonly hoursFrom: Date | null; readonly daysFrom: Date | null },
): Promise<void> {
  await sql.query(
    `UPDATE functions f SET last_invoked_at = ran.at
     FROM functions o CROSS JOIN LATERAL (SELECT greatest(
       (SELECT m.at FROM function_hours m
        WHERE m.account_id = $1 AND m.function_id = o.id AND m.at >= $3 AND m.invocations > 0 ORDER BY m.at DESC LIMIT 1),
       (SELECT m.day::timestamp AT TIME ZONE 'UTC' FROM function_days m
        WHERE m.account_id = $1 AND m.function_id = o.id AND m.day >= ($4::timestamptz AT TIME ZONE 'UTC')::date
          AND m.invocations > 0 ORDER BY m.day DESC LIMIT 1)) AS at) ran
     WHERE o.account_id = $1 AND o.region = $2 AND f.id = o.id
       AND ran.at > coalesce(f.last_invoked_at, '-infinity')`,
    [place.accountId, place.region, hoursFrom, daysFrom],
  );
}
