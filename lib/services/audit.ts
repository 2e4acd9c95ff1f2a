import type { Transaction } from "#lib/db/client.ts";
import { type AuditRow, saveAuditEvent } from "#lib/db/repositories/audit.ts";
import { saveAuditRow } from "#lib/db/sql/audit.ts";
import type { Sql } from "#lib/db/sql/transaction.ts";
import { type Actor, actorName } from "./context.ts";

/** What was done, to what, by whom. `details` hold no secret. */
export interface AuditedAct {
  readonly at: Date;
  readonly actor: Actor;
  /** noun.verb, for example "finding.suppress". */
  readonly action: string;
  readonly subject: string;
  readonly details?: object | undefined;
}

/** Records what an actor did, in the transaction that does it. */
export async function recordAudit(transaction: Transaction, act: AuditedAct): Promise<void> {
  await saveAuditEvent(transaction, rowOf(act));
}

/** The same in a transaction of plain SQL. */
export async function recordAuditSql(sql: Sql, act: AuditedAct): Promise<void> {
  await saveAuditRow(sql, rowOf(act));
}

function rowOf({ at, actor, action, subject, details = {} }: AuditedAct): AuditRow {
  return {
    at,
    // Who uses a one-time link is nobody until it is used; the store knows people, the command line and Lamplight itself.
    actorKind: actor.kind === "anonymous" ? "user" : actor.kind,
    actorId: actor.kind === "user" ? actor.userId : null,
    actorName: actorName(actor),
    action,
    subject,
    details,
  };
}
