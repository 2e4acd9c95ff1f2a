import { sharedDatabase } from "#lib/db/shared-database.ts";
import type { SavedViewView } from "#lib/domain/views/functions.ts";

/** The views of a page that a person may use: their own and those that are shared, by name. */
export async function listSavedViews(page: string, userId: string): Promise<SavedViewView[]> {
  const views = await sharedDatabase().prisma.savedView.findMany({
    where: { page, OR: [{ ownerId: userId }, { shared: true }] },
    orderBy: [{ name: "asc" }, { createdAt: "asc" }],
  });
  return views.map(({ id, name, query, shared, ownerId }) => ({ id, name, query, shared, own: ownerId === userId }));
}
