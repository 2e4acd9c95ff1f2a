import { sharedDatabase } from "#lib/db/shared-database.ts";
import { listKnownAccounts } from "#lib/db/sql/role-judging.ts";
import { judgeFunctionAccess } from "#lib/domain/iam/function-access/judge-function-access.ts";
import { type AccessFinding, accessView, type FunctionAccessView } from "#lib/domain/views/function-access.ts";
import type { FunctionThing } from "#lib/domain/views/function-detail.ts";
import { factOfColumn } from "#lib/services/fleet/stored-facts.ts";

const rules = [
  "function-policy-public",
  "function-url-public",
  "function-policy-foreign-account",
  "function-service-unlimited",
];

/** Who can reach a function by each of its qualifiers, judged as the findings judge it, with links to them. */
export async function getFunctionAccess(thing: FunctionThing, withFindings: boolean): Promise<FunctionAccessView> {
  const { pool, prisma } = sharedDatabase();
  const [knownAccounts, accounts, findings] = await Promise.all([
    listKnownAccounts(pool),
    prisma.account.findMany({ select: { id: true, name: true } }),
    withFindings ? openFindings(thing.arn) : [],
  ]);
  const stored = {
    unknowns: thing.unknowns,
    detailObservedAt: thing.detailObservedAt === null ? null : new Date(thing.detailObservedAt),
  };
  const access = judgeFunctionAccess({
    functionArn: thing.arn,
    policies: factOfColumn(stored, "policies", thing.policies ?? {}),
    aliases: factOfColumn(stored, "aliases", thing.aliases ?? []),
    versions: factOfColumn(stored, "versions", thing.versions ?? []),
    urls: factOfColumn(stored, "urls", thing.urls ?? []),
    knownAccounts: new Set(knownAccounts),
    organisationId: null,
  });
  const accountNames = new Map(accounts.map(({ id, name }) => [id, name]));
  return accessView(access, { functionArn: thing.arn, accountNames, findings });
}

async function openFindings(resourceArn: string): Promise<AccessFinding[]> {
  const found = await sharedDatabase().prisma.finding.findMany({
    where: { resourceArn, rule: { in: rules }, status: { not: "resolved" } },
    select: { rule: true, evidence: true },
  });
  return found.map(({ rule, evidence }) => ({
    rule,
    evidence: evidence as unknown as AccessFinding["evidence"],
  }));
}
