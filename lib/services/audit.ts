import type { Sql } from "#lib/db/sql/transaction.ts";
import { recordAudit } from "#lib/db/repositories/audit.ts";
import { recordAuditRow } from "#lib/db/sql/audit.ts";
import { type Actor, actorName, type Transaction } from "./context.ts";

/** What was done, to what. `details` hold no secret. */
export interface Audited {
  /** noun.verb, for example "finding.suppress". */
  readonly action: string;
  readonly subject: string;
  readonly details?: object;
}

/** Records what an actor did, in the transaction that does it. */
export async function audit(transaction: Transaction, actor: Actor, event: Audited, now: Date): Promise<void> {
  await recordAudit(transaction, row(actor, event, now));
}

/** The same in a transaction of plain SQL. */
export async function auditSql(sql: Sql, actor: Actor, event: Audited, now: Date): Promise<void> {
  await recordAuditRow(sql, row(actor, event, now));
}

function row(actor: Actor, { action, subject, details = {} }: Audited, now: Date) {
  return {
    at: now,
    // Who uses a one-time link is nobody until it is used; the store knows people, the command line and Lamplight itself.
    actorKind: actor.kind === "anonymous" ? ("user" as const) : actor.kind,
    actorId: actor.kind === "user" ? actor.userId : null,
    actorName: actorName(actor),
    action,
    subject,
    details,
  };
}
