import { addFindingEvents, lockExpiredSuppressions, saveFindings } from "#lib/db/sql/findings.ts";
import { expireSuppression } from "#lib/domain/findings/triage-finding.ts";
import type { ServiceContext } from "#lib/services/context.ts";

/** Opens findings again whose suppression has run out, also where their evidence cannot be read at the moment. */
export async function expireSuppressions(context: ServiceContext): Promise<void> {
  const now = context.clock.now();
  await context.inSqlTransaction(async (sql) => {
    const expired = (await lockExpiredSuppressions(sql, now)).flatMap((before) => {
      const result = expireSuppression(before, now);
      return result?.ok ? [{ before, ...result }] : [];
    });
    await saveFindings(
      sql,
      expired.map(({ before, finding }) => ({ finding, place: before })),
    );
    await addFindingEvents(
      sql,
      expired.map(({ before, event }) => ({ ...event, findingId: before.id, actorId: null, actorName: "Lamplight" })),
    );
  });
}
