import { ForbiddenError } from "#lib/errors.ts";
import { recordAudit } from "#lib/services/audit.ts";
import { authorize, type ServiceContext } from "#lib/services/context.ts";
import { parseInput } from "#lib/services/parse-input.ts";
import { type SaveViewInput, saveViewInput } from "./schemas.ts";

/** Keeps a view of a page under a name; one of the same name on the same page is replaced. A view belongs to a person. */
export async function saveView(context: ServiceContext, raw: SaveViewInput): Promise<{ viewId: string }> {
  const { actor } = context;
  authorize(actor, "views:save");
  if (actor.kind !== "user") throw new ForbiddenError("Only people have views.");
  const { page, name, query, shared } = parseInput(saveViewInput, raw);
  const now = context.clock.now();
  return context.inTransaction(async (transaction) => {
    await transaction.savedView.deleteMany({ where: { page, name, ownerId: actor.userId } });
    const view = await transaction.savedView.create({
      data: { page, name, query, shared, ownerId: actor.userId, createdAt: now },
    });
    await recordAudit(transaction, {
      at: now,
      actor: actor,
      action: "view.save",
      subject: view.id,
      details: { page, name, shared },
    });
    return { viewId: view.id };
  });
}
