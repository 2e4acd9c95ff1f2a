import { sharedDatabase } from "#lib/db/shared-database.ts";
import { documentsAt, listMoments } from "#lib/db/sql/changes/moments.ts";
import { changeFieldView } from "#lib/domain/changes/change-field-view.ts";
import { diffDocuments, type FieldChange } from "#lib/domain/changes/diff-documents.ts";
import { summariseChanges } from "#lib/domain/changes/summarise-changes.ts";
import { functionIdOf } from "#lib/domain/fleet/arn.ts";
import type { Json, JsonObject } from "#lib/domain/fleet/observed.ts";
import type { ComparisonView } from "#lib/domain/views/changes.ts";

/**
 * How a function differs between two of its moments; null when it has no history. Without moments that exist: the latest
 * against the one before it.
 */
export async function getComparison(
  arn: string,
  asked: readonly [string | null, string | null],
): Promise<ComparisonView | null> {
  const id = functionIdOf(arn);
  if (id === null) return null;
  const { pool } = sharedDatabase();
  const moments = await listMoments(pool, id.accountId, arn);
  const [latest, previous = latest] = moments;
  if (latest === undefined || previous === undefined) return null;
  const find = (text: string | null) => moments.find((moment) => moment.toISOString() === text);
  const [before, after] = [find(asked[0]) ?? previous, find(asked[1]) ?? latest];
  const [was, is] = await Promise.all([
    documentsAt(pool, id.accountId, arn, before),
    documentsAt(pool, id.accountId, arn, after),
  ]);
  const fields = differences(was, is);
  return {
    arn,
    name: id.name,
    moments: moments.map((moment, index) => ({
      at: moment.toISOString(),
      until: moments[index - 1]?.toISOString() ?? null,
    })),
    before: before.toISOString(),
    after: after.toISOString(),
    fields: fields.map(changeFieldView),
    summary: summariseChanges(fields),
  };
}

/** A document that one of the moments has not (access is read later than configuration) is no difference. */
function differences(was: ReadonlyMap<string, Json>, is: ReadonlyMap<string, Json>): FieldChange[] {
  return ["function", "function-access"].flatMap((kind) => {
    const [before, after] = [objectOf(was.get(kind)), objectOf(is.get(kind))];
    return before && after ? diffDocuments(before, after) : [];
  });
}

function objectOf(document: Json | undefined): JsonObject | null {
  return typeof document === "object" && document !== null && !Array.isArray(document)
    ? (document as JsonObject)
    : null;
}
