import { ForbiddenError, NotFoundError } from "#lib/errors.ts";
import { recordAudit } from "#lib/services/audit.ts";
import { authorize, type ServiceContext } from "#lib/services/context.ts";
import { parseInput } from "#lib/services/parse-input.ts";
import { type DeleteViewInput, deleteViewInput } from "./schemas.ts";

/** Deletes one of the actor's own views. Another person's view is not there for them, shared or not. */
export async function deleteView(context: ServiceContext, raw: DeleteViewInput): Promise<void> {
  const { actor } = context;
  authorize(actor, "views:save");
  if (actor.kind !== "user") throw new ForbiddenError("Only people have views.");
  const { viewId } = parseInput(deleteViewInput, raw);
  const now = context.clock.now();
  await context.inTransaction(async (transaction) => {
    const { count } = await transaction.savedView.deleteMany({ where: { id: viewId, ownerId: actor.userId } });
    if (count === 0) throw new NotFoundError("This view is not among yours.", { remedy: "Reload the page." });
    await recordAudit(transaction, { at: now, actor, action: "view.delete", subject: viewId });
  });
}
