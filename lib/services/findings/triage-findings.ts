import { z } from "zod";
import { addFindingEvents, lockFindingsById, type StoredFinding, saveFindings } from "#lib/db/sql/findings.ts";
import type { Sql } from "#lib/db/sql/transaction.ts";
import type { FindingEvent, FindingState } from "#lib/domain/findings/finding-state.ts";
import { type TriageAction, triageFinding } from "#lib/domain/findings/triage-finding.ts";
import { ConflictError, NotFoundError } from "#lib/errors.ts";
import { recordAuditSql } from "#lib/services/audit.ts";
import { actorName, authorize, type ServiceContext } from "#lib/services/context.ts";

/** Findings that one decision is about; at most a screenful at a time. */
export const findingIds = z.array(z.uuid()).min(1).max(500);

/**
 * Applies one decision of a person to findings: all of them or, when one cannot take it, none. Each gets an event, and
 * the audit tells who decided what and why.
 */
export async function triageFindings(
  context: ServiceContext,
  ids: readonly string[],
  action: TriageAction,
): Promise<StoredFinding[]> {
  authorize(context.actor, "findings:triage");
  const now = context.clock.now();
  return context.inSqlTransaction(async (sql) => {
    const found = await lockFindingsById(sql, ids);
    if (found.length !== new Set(ids).size) throw new NotFoundError("One of the findings does not exist.");
    const decided = found.map((before) => ({ before, ...decide(before, action, now) }));
    await keep(context, sql, decided, action);
    for (const { before, finding } of decided) {
      await recordAuditSql(sql, {
        at: now,
        actor: context.actor,
        action: `finding.${action.kind}`,
        subject: before.id,
        details: {
          rule: before.rule,
          resourceArn: before.resourceArn,
          from: before.status,
          to: finding.status,
          action,
        },
      });
    }
    return decided.map(({ before, finding }) => ({ ...before, ...finding }));
  });
}

function decide(
  before: StoredFinding,
  action: TriageAction,
  now: Date,
): { finding: FindingState; event: FindingEvent } {
  const result = triageFinding(before, action, now);
  if (!result.ok)
    throw new ConflictError(result.reason, { remedy: "Reload the page: the finding has changed meanwhile." });
  return { finding: result.finding, event: result.event };
}

async function keep(
  context: ServiceContext,
  sql: Sql,
  decided: readonly { before: StoredFinding; finding: FindingState; event: FindingEvent }[],
  action: TriageAction,
): Promise<void> {
  const decisionReason = "reason" in action ? { decisionReason: action.reason } : {};
  await saveFindings(
    sql,
    decided.map(({ before, finding }) => ({ finding, place: before, ...decisionReason })),
  );
  const actorId = context.actor.kind === "user" ? context.actor.userId : null;
  await addFindingEvents(
    sql,
    decided.map(({ before, event }) => ({
      ...event,
      findingId: before.id,
      actorId,
      actorName: actorName(context.actor),
    })),
  );
}
