import { lockJudging } from "#lib/db/sql/findings.ts";
import { listStoredFunctions, type StoredFunction } from "#lib/db/sql/function-facts.ts";
import type { Place } from "#lib/db/sql/place.ts";
import { getStoredNetwork } from "#lib/db/sql/place-facts.ts";
import { listKnownAccounts } from "#lib/db/sql/role-judging.ts";
import { listSourceStates } from "#lib/db/sql/source-states.ts";
import type { Sql } from "#lib/db/sql/transaction.ts";
import { type Judgement, judgementOf } from "#lib/domain/findings/reconcile-findings.ts";
import { functionRules } from "#lib/domain/findings/rules.ts";
import type { FunctionSubject } from "#lib/domain/findings/subjects.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { triggerFields, triggersOfPlace } from "#lib/services/fleet/derive-triggers.ts";
import { factOfColumn, factOfSource } from "#lib/services/fleet/stored-facts.ts";
import { reconcilePlace } from "./reconcile-place.ts";

const ruleIds = functionRules.map(({ id }) => id);

/** Judges every function of an account-Region by every rule, and brings its findings in line. */
export async function evaluateFunctionFindings(context: ServiceContext, place: Place): Promise<void> {
  const now = context.clock.now();
  await context.inSqlTransaction(async (sql) => {
    await lockJudging(sql, place.accountId, place.region);
    const subjects = await subjectsOf(sql, place, now);
    const judgements = subjects.flatMap((subject) => judge(subject));
    const names = new Map(subjects.map(({ function: fn }) => [fn.arn, fn.arn.split(":").at(-1) ?? fn.arn]));
    const nameOf = (arn: string) => names.get(arn) ?? arn.split(":").at(-1) ?? arn;
    const gone = await deletedJudgements(sql, place);
    await reconcilePlace(sql, { ...place, rules: ruleIds, judgements: [...judgements, ...gone], nameOf }, now);
  });
}

const vpcFields = ["vpcId", "subnetIds", "securityGroupIds"] as const;
/** What of a function the rules go by. */
const judgedFields = [...triggerFields, ...vpcFields, "arn", "runtime", "packageType", "layerArns"] as const;

async function subjectsOf(sql: Sql, place: Place, now: Date): Promise<FunctionSubject[]> {
  const functions = await listStoredFunctions(sql, place.accountId, place.region, judgedFields);
  const triggers = await triggersOfPlace(sql, place, functions);
  const states = await listSourceStates(sql, place.accountId);
  const state = states.find(({ region, source }) => region === place.region && source === "network");
  const network = await getStoredNetwork(sql, place);
  const subnets = factOfSource(state, network?.network?.subnets ?? []);
  const knownAccounts = new Set(await listKnownAccounts(sql));
  return functions.map((fn) => ({
    function: {
      arn: fn.arn,
      runtime: fn.runtime,
      packageType: fn.packageType,
      vpc: vpcOf(fn),
      deadLetterTargetArn: fn.deadLetterTargetArn,
      layerArns: fn.layerArns,
    },
    policies: factOfColumn(fn, "policies", fn.policies ?? {}),
    aliases: factOfColumn(fn, "aliases", null),
    urls: factOfColumn(fn, "urls", fn.urls ?? []),
    triggers: triggers.get(fn.id) ?? { triggers: [], unknown: [] },
    subnets,
    knownAccounts,
    now,
  }));
}

function vpcOf({
  vpcId,
  subnetIds,
  securityGroupIds,
}: Pick<StoredFunction, (typeof vpcFields)[number]>): FunctionSubject["function"]["vpc"] {
  return vpcId === null ? null : { vpcId, subnetIds, securityGroupIds };
}

function judge(subject: FunctionSubject): Judgement[] {
  return functionRules.map((rule) => judgementOf(rule, subject.function.arn, subject));
}

/** Findings of functions that AWS no longer lists: seen to be gone, so they resolve. */
async function deletedJudgements(sql: Sql, place: Place): Promise<Judgement[]> {
  const { rows } = await sql.query<{ rule: Judgement["rule"]; severity: Judgement["severity"]; resourceArn: string }>(
    `SELECT i.rule, i.severity, i.resource_arn AS "resourceArn" FROM findings i
     JOIN functions f ON f.arn = i.resource_arn AND f.deleted_at IS NOT NULL
     WHERE i.account_id = $1 AND i.region = $2 AND i.status <> 'resolved'`,
    [place.accountId, place.region],
  );
  return rows.map((row) => ({ ...row, result: { kind: "deleted" } }));
}
