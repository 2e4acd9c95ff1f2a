import { createDatabase } from "#lib/db/client.ts";
import { openTestServer } from "#lib/testing/test-server.ts";
import { getSyncProgress, listUnlearned } from "#lib/db/sql/sync-progress.ts";
import { openSyncedFleet } from "#lib/testing/synced-fleet.ts";
import { requestSync } from "./request-sync.ts";
import { startTaskRunner } from "./task-runner.ts";
const server = await openTestServer();
const db = createDatabase(server.url("lamplight_template"));
const fleet = await openSyncedFleet(db, { accounts: 2, regions: ["eu-west-1", "us-east-1"], functions: 60, seed: 5 });
const { syncId } = await requestSync(fleet.context, {});
const runner = startTaskRunner(fleet.context);
const t0 = performance.now();
let last = 0;
for (;;) {
  const p = await getSyncProgress(db.pool, syncId);
  if (p.sync.status !== "running" || performance.now() - t0 > 80_000) { console.log(JSON.stringify({ ...p, sources: p.sources.map((s) => `${s.source} ${s.tasks}/${s.ended} r${s.running} f${s.failed} d${s.denied} s${s.skipped} ${s.done}/${s.total}`) }, null, 1)); break; }
  if (performance.now() - last > 3000) { last = performance.now(); console.log(Math.round((last - t0) / 1000), p.ended, "/", p.tasks, p.calls, p.sources.filter((s) => s.running).map((s) => `${s.source}:${s.running} ${s.done}/${s.total}`).join(" "), Math.round(process.memoryUsage().rss / 1e6)); for (const l of fleet.logged.splice(0).filter((l) => /"level":(50|40)/.test(l)).slice(0, 4)) console.log(l.slice(0, 700)); }
  await new Promise((r) => setTimeout(r, 200));
}
console.log(JSON.stringify(await listUnlearned(db.pool, syncId), null, 1));
console.log(fleet.logged.filter((l) => /"level":(50|40)/.test(l)).slice(0, 6).map((l) => l.slice(0, 1200)).join("\n"));
for (const t of ["accounts", "account_regions", "functions", "roles", "findings", "function_hours", "function_days", "function_windows", "region_hours", "failure_days", "log_groups", "queues", "event_source_mappings", "snapshots", "changes"]) console.log(t, (await db.pool.query(`SELECT count(*) FROM ${t}`)).rows[0].count);
await runner.stop(); await fleet.close(); await db.close(); await server.stop();
