import type { SignedInUser } from "#lib/auth/actor.ts";
import { loadConfig } from "#lib/config/config.ts";
import { sharedDatabase } from "#lib/db/shared-database.ts";
import { getFreshness as readFreshness } from "#lib/db/sql/overview/freshness.ts";
import type { FrameView, FreshnessView } from "#lib/domain/views/frame.ts";
import { keptRead } from "#lib/server/views/kept-view.ts";

/** What the frame shows to this person: what can be chosen in the scope bar, how fresh the data is, counts. */
export async function getFrame(user: SignedInUser): Promise<FrameView> {
  const { prisma } = sharedDatabase();
  const [accounts, regions, teams, functions, openFindings, freshness] = await Promise.all([
    prisma.account.findMany({ select: { id: true, name: true }, orderBy: [{ name: "asc" }, { id: "asc" }] }),
    prisma.accountRegion.findMany({ distinct: ["region"], select: { region: true }, orderBy: { region: "asc" } }),
    prisma.team.findMany({ select: { id: true, name: true }, orderBy: { name: "asc" } }),
    keptRead("function-count", null, () => prisma.function.count({ where: { deletedAt: null } })),
    prisma.finding.count({ where: { status: "open" } }),
    getFreshness(),
  ]);
  return {
    user: { name: user.name, email: user.email, role: user.role },
    simulated: loadConfig(process.env).simulated,
    scopeOptions: { accounts, regions: regions.map(({ region }) => region), teams },
    freshness,
    counts: { functions, openFindings },
  };
}

/** How old the data is, and what is missing from it. Cheap enough to be polled while a sync runs. */
export async function getFreshness(): Promise<FreshnessView> {
  const row = await readFreshness(sharedDatabase().pool);
  return {
    lastCompletedAt: row.lastCompletedAt?.toISOString() ?? null,
    running: row.runningId
      ? { done: row.ended, total: row.tasks, phase: row.usable ? "details and history" : "lists and metrics" }
      : null,
    failedTasks: row.failed,
    deniedTasks: row.denied,
  };
}
