import { z } from "zod";
import type { StoredFinding } from "#lib/db/sql/findings.ts";
import { NotFoundError } from "#lib/errors.ts";
import { authorize, type ServiceContext } from "#lib/services/context.ts";
import { findingIds, triageFindings } from "./triage-findings.ts";

export const assignFindingsInput = z.object({
  findingIds,
  /** A person's id; null takes the assignment back. */
  assigneeId: z.uuid().nullable(),
});
export type AssignFindingsInput = z.input<typeof assignFindingsInput>;

/** Gives findings to a person. */
export async function assignFindings(context: ServiceContext, raw: AssignFindingsInput): Promise<StoredFinding[]> {
  authorize(context.actor, "findings:triage");
  const { findingIds: ids, assigneeId } = assignFindingsInput.parse(raw);
  if (assigneeId !== null) {
    const person = await context.db.prisma.user.findFirst({ where: { id: assigneeId, disabledAt: null } });
    if (person === null) throw new NotFoundError("This person does not exist.");
  }
  return triageFindings(context, ids, { kind: "assign", assignee: assigneeId });
}
