import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pinnedNode } from "./pinned-node.mjs";
import { root } from "./root.mjs";

const folder = join(root, "lib/db/generated");
const stampPath = join(folder, ".schema-sha256");

/** Generates the database client unless it is that of the present schema already (a second and a half). */
export function ensureGenerated() {
  const schema = schemaHash();
  if (existsSync(stampPath) && readFileSync(stampPath, "utf8") === schema) return;
  const { status, stderr } = spawnSync(pinnedNode(), [join(root, "scripts/generate-client.mjs")], {
    cwd: root,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`The database client could not be generated. ${stderr.trim()}`);
  writeFileSync(stampPath, schema);
}

function schemaHash() {
  const hash = createHash("sha256");
  hash.update(readFileSync(join(root, "prisma/schema.prisma")));
  for (const name of readdirSync(join(root, "prisma/models")).sort())
    hash.update(name).update(readFileSync(join(root, "prisma/models", name)));
  hash.update(readFileSync(join(root, "node_modules/prisma/package.json")));
  return hash.digest("hex");
}
