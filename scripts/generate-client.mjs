/**
 * Generates the Prisma client into lib/db/generated. Prisma would first download a schema engine that the TypeScript
 * client never uses; naming any executable in its place keeps it from asking.
 */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const { status, error, stdout, stderr } = spawnSync(
  process.execPath,
  [join(root, "node_modules/prisma/build/index.js"), "generate", "--no-hints"],
  {
    cwd: root,
    encoding: "utf8",
    env: {
      ...process.env,
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      PRISMA_HIDE_UPDATE_MESSAGE: "1",
      CHECKPOINT_DISABLE: "1",
    },
  },
);
if (error !== undefined) throw error;
if (status !== 0) {
  process.stderr.write(`${stdout}${stderr}The database client could not be generated.\n`);
  process.exitCode = status ?? 1;
}
