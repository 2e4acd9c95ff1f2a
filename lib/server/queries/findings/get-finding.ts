import { sharedDatabase } from "#lib/db/shared-database.ts";
import { getFindingDetail, listFindingEvents } from "#lib/db/sql/findings/finding-detail.ts";
import { writeRemedies } from "#lib/domain/findings/remedies/write-remedies.ts";
import { describeRule } from "#lib/domain/findings/rules.ts";
import type { FindingDetail } from "#lib/domain/views/findings.ts";
import { NotFoundError } from "#lib/errors.ts";

/** One finding with its evidence, remedies and history. */
export async function getFindingOrThrow(id: string): Promise<FindingDetail> {
  const { pool } = sharedDatabase();
  const [finding, events] = await Promise.all([getFindingDetail(pool, id), listFindingEvents(pool, id)]);
  if (finding === null) throw new NotFoundError("This finding does not exist.");
  return {
    id: finding.id,
    meaning: describeRule(finding.rule)?.remedy ?? "",
    evidence: finding.evidence,
    remedies: describeRule(finding.rule) ? writeRemedies(finding) : [],
    events: events.map((event) => ({ ...event, at: event.at.toISOString() })),
  };
}
