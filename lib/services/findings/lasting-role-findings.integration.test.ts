import { expect, it } from "vitest";
import type { Database } from "#lib/db/client.ts";
import { createTestDatabase } from "#lib/testing/database.ts";
import { openSyncedFleet } from "#lib/testing/synced-fleet.ts";
import { evaluateRoleFindings } from "./evaluate-role-findings.ts";

it("what a role can gain from others stays as it is told while nothing changes, whoever is read first, and ends with its use", async () => {
  const database = await createTestDatabase();
  const fleet = await openSyncedFleet(database, { accounts: 1, functions: 60, seed: 7 });
  const events = async () => {
    const { rows } = await database.pool.query<{ kind: string; count: number }>(
      `SELECT e.kind, count(*)::int AS count FROM finding_events e JOIN findings i ON i.id = e.finding_id
       WHERE i.rule = 'role-privilege-escalation' GROUP BY 1 ORDER BY 1`,
    );
    return rows;
  };
  try {
    expect((await fleet.sync()).sync.status).toBe("complete");
    const opened = await events();
    expect(opened).toEqual([{ kind: "opened", count: expect.any(Number) }]);
    // The functions are judged again before the roles are: with the roles that an earlier sync has left.
    await fleet.sync({}, async function* (task, pages) {
      if (task.source === "roles") await functionsJudged(database);
      yield* pages;
    });
    expect(await events()).toEqual(opened);
    // Nobody runs as them any more, and Lambda may not assume them: they are no execution roles, and say so.
    await database.pool.query("UPDATE functions SET role_arn = NULL");
    await database.pool.query("UPDATE roles SET trusts_lambda = false, judgement = jsonb_set(judgement, $1, $2)", [
      ["trust", "services"],
      "[]",
    ]);
    for (const { id: accountId } of fleet.simulator.fleet.accounts)
      await evaluateRoleFindings(fleet.context, { accountId });
    const { rows } = await database.pool.query("SELECT FROM findings WHERE region IS NULL AND status <> 'resolved'");
    expect(rows).toEqual([]);
  } finally {
    await fleet.close();
    await database.drop();
  }
});

/** Until the sync that runs has read the functions of every Region. */
async function functionsJudged({ pool }: Database): Promise<void> {
  for (;;) {
    const { rows } = await pool.query<{ done: boolean | null }>(
      `SELECT bool_and(t.status NOT IN ('waiting', 'running')) AS done FROM sync_tasks t
       JOIN syncs s ON s.id = t.sync_id WHERE s.status = 'running' AND t.source = 'functions'`,
    );
    if (rows[0]?.done === true) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
