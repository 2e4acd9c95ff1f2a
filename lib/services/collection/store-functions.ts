import { detailFields, saveFunctionDetails, saveFunctionTags } from "#lib/db/sql/function-detail.ts";
import { saveFunctions } from "#lib/db/sql/functions.ts";
import { noteSightings } from "#lib/db/sql/sightings.ts";
import { recordSnapshots } from "#lib/db/sql/snapshots.ts";
import type { Unknowns } from "#lib/domain/fleet/fact.ts";
import type { JsonObject, ObservedFunctionDetail } from "#lib/domain/fleet/observed.ts";
import { valueOfFact } from "#lib/domain/fleet/unknown.ts";
import { recordChanges } from "./record-changes.ts";
import type { StorePage } from "./stored-page.ts";

const notYetRead = { state: "notYetRead", reason: "It has not been read yet.", since: null } as const;

/** What a function that was just listed for the first time is not known by. */
const freshUnknowns: Unknowns = Object.fromEntries([...detailFields, "triggers"].map((field) => [field, notYetRead]));

export const storeFunctions: StorePage<"functions"> = async (sql, { functions }, { task, now }) => {
  await saveFunctions(sql, task, functions, freshUnknowns, now);
  await noteSightings(
    sql,
    task,
    functions.map(({ name }) => name),
  );
  const changes = await recordSnapshots(
    sql,
    task.accountId,
    "function",
    functions.map(({ arn, document }) => ({ entityId: arn, document })),
    now,
  );
  const byArn = new Map(functions.map((fn) => [fn.arn, fn]));
  await recordChanges(sql, task, "function", changes, now, (arn) => ({
    name: byArn.get(arn)?.name ?? arn,
    at: byArn.get(arn)?.lastModified ?? null,
  }));
};

export const storeTags: StorePage<"tags"> = async (sql, { resources }, { task }) => {
  await saveFunctionTags(sql, task, resources);
};

export const storeDetails: StorePage<"detail"> = async (sql, { details }, { task, now }) => {
  await saveFunctionDetails(sql, task, details, now);
  const { rows } = await sql.query<{ name: string; arn: string }>(
    "SELECT name, arn FROM functions WHERE account_id = $1 AND region = $2 AND name = ANY($3)",
    [task.accountId, task.region, details.map(({ name }) => name)],
  );
  const arns = new Map(rows.map(({ name, arn }) => [name, arn]));
  const entries = details.flatMap((detail) => {
    const arn = arns.get(detail.name);
    const document = accessDocument(detail);
    return arn === undefined || document === null ? [] : [{ entityId: arn, document }];
  });
  const changes = await recordSnapshots(sql, task.accountId, "function-access", entries, now);
  await recordChanges(
    sql,
    task,
    "function",
    changes.filter(({ before }) => before !== null),
    now,
    (arn) => ({
      name: arn.split(":").at(-1) ?? arn,
      at: null,
    }),
  );
};

/** What Lambda runs of it: the code by digest and the runtime's version, which AWS moves by itself. */
function versionParts(answer: JsonObject | null): JsonObject {
  const { Code = null, RuntimeVersionConfig = null } = answer ?? {};
  return { Code, RuntimeVersionConfig };
}

/**
 * What of a function's detail is kept in history: who may invoke it and how, and its concurrency. Null while any of it is
 * not known, so that a denied call is not told as a change.
 */
function accessDocument(detail: ObservedFunctionDetail): JsonObject | null {
  const parts = {
    Policies: valueOfFact(detail.policies, {}),
    Urls: valueOfFact(detail.urls, []),
    EventInvokeConfigs: valueOfFact(detail.asyncConfigs, []),
    ReservedConcurrency: valueOfFact<number | null>(detail.reservedConcurrency, null),
    ...versionParts(valueOfFact<JsonObject>(detail.answer, {})),
  };
  const facts = [detail.aliases, detail.policies, detail.urls, detail.asyncConfigs, detail.reservedConcurrency];
  if (detail.deleted || facts.some(({ state }) => state !== "known" && state !== "notApplicable")) return null;
  return JSON.parse(JSON.stringify(parts));
}
