import { randomUUID } from "node:crypto";
import pino from "pino";
import { expect, it, onTestFinished } from "vitest";
import { saveRoles } from "#lib/db/sql/roles.ts";
import { createServiceContext } from "#lib/services/context.ts";
import { contextOfTask, TaskLostError } from "#lib/services/sync/task-context.ts";
import { createTestDatabase } from "#lib/testing/database.ts";
import { judgeRoles } from "./judge-roles.ts";

const accountId = "111122223333";
const now = new Date("2026-11-20T10:00:00Z");
const role = {
  roleArn: `arn:aws:iam::${accountId}:role/everything`,
  roleId: "AROA1",
  name: "everything",
  path: "/",
  trustPolicy: {},
  inlinePolicies: [
    { name: "all", document: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] } },
  ],
  attachedPolicyArns: [],
  boundaryArn: null,
  createdAt: now,
  lastUsedAt: null,
  lastUsedRegion: null,
  tags: {},
  trustsLambda: true,
};

it("keeps the verdicts of whoever holds the task, and none of a worker that has lost it", async () => {
  const database = await createTestDatabase();
  onTestFinished(database.drop);
  const actor = { kind: "system", name: "test" } as const;
  const context = createServiceContext({ db: database, actor, logger: pino({ level: "silent" }) });
  await database.pool.query(
    "INSERT INTO accounts (id, name, origin, created_at) VALUES ($1, 'one', 'configured', $2)",
    [accountId, now],
  );
  await saveRoles(database.pool, accountId, [role], now);
  const verdict = async () => (await database.pool.query<{ admin: boolean }>("SELECT admin FROM roles")).rows[0]?.admin;
  const lost = contextOfTask(context, { id: randomUUID(), attempts: 1 }, new AbortController().signal);
  await expect(judgeRoles(lost, { accountId })).rejects.toBeInstanceOf(TaskLostError);
  expect(await verdict()).toBe(null);
  await judgeRoles(context, { accountId });
  expect(await verdict()).toBe(true);
});
