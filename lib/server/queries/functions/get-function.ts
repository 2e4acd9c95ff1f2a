import { sharedDatabase } from "#lib/db/shared-database.ts";
import type { Unknowns } from "#lib/domain/fleet/fact.ts";
import { mergeAnswers } from "#lib/domain/fleet/merge-answers.ts";
import type { JsonObject } from "#lib/domain/fleet/observed.ts";
import type { FigurePeriod } from "#lib/domain/views/fleet-filter.ts";
import type { FunctionThing } from "#lib/domain/views/function-detail.ts";
import type { FunctionRow } from "#lib/domain/views/functions.ts";
import { listFunctions } from "./list-functions.ts";

export interface FunctionInput {
  readonly arn: string;
  readonly period: FigurePeriod;
  readonly cost: boolean;
  readonly now: Date;
}

/** The ARN of a function by its number in this installation; null when there is none. */
export async function getFunctionArn(id: number): Promise<string | null> {
  if (!Number.isSafeInteger(id) || id > 2_147_483_647) return null;
  const found = await sharedDatabase().prisma.function.findUnique({ where: { id }, select: { arn: true } });
  return found?.arn ?? null;
}

/** Whether a function of this ARN was ever seen. */
export async function isKnownFunction(arn: string): Promise<boolean> {
  return (await sharedDatabase().prisma.function.count({ where: { arn } })) > 0;
}

/** One function with its figures of a period; null when it was never seen. One that is gone is found too. */
export async function getFunction({ arn, period, cost, now }: FunctionInput): Promise<FunctionThing | null> {
  const { prisma } = sharedDatabase();
  const filter = {
    accountIds: [],
    regions: [],
    teamId: null,
    search: "",
    conditions: [{ property: "arn", operator: "=" as const, values: [arn] }],
  };
  const [stored, list] = await Promise.all([
    findStored(arn),
    listFunctions({ filter, period, sort: { column: "name", direction: "asc" }, offset: 0, limit: 1, now, cost }),
  ]);
  if (!stored) return null;
  const [account, body, capacityProvider] = await Promise.all([
    prisma.account.findUnique({ where: { id: stored.accountId }, select: { name: true } }),
    prisma.document.findUnique({
      where: { accountId_sha256: { accountId: stored.accountId, sha256: stored.documentSha256 } },
      select: { body: true },
    }),
    findProvider(stored.capacityProviderArn),
  ]);
  const listed = document<JsonObject | null>(body?.body ?? null);
  const thing = thingOf(stored, account?.name ?? stored.accountId, list.rows[0] ?? null, listed);
  return { ...thing, capacityProvider };
}

async function findProvider(arn: string | null): Promise<FunctionThing["capacityProvider"]> {
  if (arn === null) return null;
  const where = { kind: "capacityProvider", arn, deletedAt: null };
  const found = await sharedDatabase().prisma.regionResource.findFirst({ where });
  if (!found) return null;
  const { FunctionVersions: versions } = document<JsonObject>(found.document);
  return { state: found.state, versions: Array.isArray(versions) ? versions.length : 0 };
}

function findStored(arn: string) {
  return sharedDatabase().prisma.function.findUnique({
    where: { arn },
    include: { team: { select: { name: true } } },
    omit: { teamId: true, lastSeenAt: true },
  });
}

type Stored = NonNullable<Awaited<ReturnType<typeof findStored>>>;

function thingOf(
  { team, documentSha256: _, answer, ...stored }: Stored,
  accountName: string,
  row: FunctionRow | null,
  listed: JsonObject | null,
): Omit<FunctionThing, "capacityProvider"> {
  return {
    ...stored,
    accountName,
    teamName: team?.name ?? null,
    codeBytes: stored.codeBytes === null ? null : Number(stored.codeBytes),
    lastModified: stored.lastModified.toISOString(),
    firstSeen: stored.firstSeenAt.toISOString(),
    detailObservedAt: stored.detailObservedAt?.toISOString() ?? null,
    deletedAt: stored.deletedAt?.toISOString() ?? null,
    environment: document<FunctionThing["environment"]>(stored.environment),
    tags: document<FunctionThing["tags"]>(stored.tags),
    policies: document<FunctionThing["policies"]>(stored.policies),
    urls: document<FunctionThing["urls"]>(stored.urls),
    asyncConfigs: document<FunctionThing["asyncConfigs"]>(stored.asyncConfigs),
    aliases: document<FunctionThing["aliases"]>(stored.aliases),
    versions: document<FunctionThing["versions"]>(stored.versions),
    provisionedConcurrency: document<FunctionThing["provisionedConcurrency"]>(stored.provisionedConcurrency),
    triggers: document<FunctionThing["triggers"]>(stored.triggers),
    runtimeManagement: document<FunctionThing["runtimeManagement"]>(stored.runtimeManagement),
    scaling: document<FunctionThing["scaling"]>(stored.scaling),
    document: mergeAnswers(listed ?? {}, document<JsonObject | null>(answer) ?? {}),
    unknowns: document<Unknowns>(stored.unknowns),
    row,
  };
}

/** A document as the services wrote it: its shape is theirs to keep. */
function document<T>(json: unknown): T {
  return json as T;
}
