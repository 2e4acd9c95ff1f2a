import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createDatabase, pingDatabase } from "#lib/db/client.ts";
import { type EmbeddedServer, openEmbeddedServer } from "./embedded-server.ts";
import { findPostmaster, isAlive } from "./postmaster.ts";

let folder: string;
let opened: EmbeddedServer[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "lamplight-embedded-"));
  opened = [];
});
afterEach(async () => {
  for (const server of opened) await server.stop();
  await rm(folder, { recursive: true, force: true });
});

async function open(): Promise<EmbeddedServer> {
  const server = await openEmbeddedServer({ folder });
  opened.push(server);
  return server;
}

async function answers(server: EmbeddedServer): Promise<void> {
  const database = createDatabase(server.url("postgres"));
  await pingDatabase(database).finally(() => database.close());
}

const dataFolder = (server: EmbeddedServer): string => join(server.folder, "data");

it("keeps its password to its owner and is gone after stop", async () => {
  const server = await open();
  await answers(server);
  expect((await stat(join(server.folder, "password"))).mode & 0o777).toBe(0o600);
  await server.stop();
  await expect(findPostmaster(dataFolder(server))).resolves.toBeNull();
  await expect(answers(server)).rejects.toThrow(/does not answer/);
});

it("believes no note that a crash left behind, not even of a live process", async () => {
  const first = await open();
  await first.stop();
  await writeFile(
    join(dataFolder(first), "postmaster.pid"),
    `${process.pid}\n${dataFolder(first)}\n0\n5432\n\n127.0.0.1\n0\nready\n`,
  );
  const second = await open();
  expect(second.adopted).toBe(false);
  await answers(second);
});

it("survives a killed launcher: the next one adopts the server, and stops it", async () => {
  const script = `const { openEmbeddedServer } = await import("#lib/db/embedded/embedded-server.ts");
    await openEmbeddedServer({ folder: ${JSON.stringify(folder)} }); console.log("open"); setInterval(() => {}, 1000);`;
  const launcher = spawn(process.execPath, ["--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(launcher.stdout, "data");
  launcher.kill("SIGKILL");
  await once(launcher, "exit");
  const server = await open();
  expect(server.adopted).toBe(true);
  const running = await findPostmaster(dataFolder(server));
  await server.stop();
  expect(isAlive(running?.pid ?? 0)).toBe(false);
});

it("stays while another process still uses it", async () => {
  const script = `const { openEmbeddedServer } = await import("#lib/db/embedded/embedded-server.ts");
    const server = await openEmbeddedServer({ folder: ${JSON.stringify(folder)} }); console.log("open");
    process.on("SIGTERM", async () => { await server.stop(); process.exit(0); }); setInterval(() => {}, 1000);`;
  const server = await open();
  const other = spawn(process.execPath, ["--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(other.stdout, "data");
  await server.stop();
  await expect(findPostmaster(dataFolder(server))).resolves.not.toBeNull();
  other.kill("SIGTERM");
  await once(other, "exit");
  await expect(findPostmaster(dataFolder(server))).resolves.toBeNull();
});

it("says what to do about data of another version, and leaves it alone", async () => {
  const server = await open();
  await server.stop();
  const versionFile = join(dataFolder(server), "PG_VERSION");
  await writeFile(versionFile, "9\n");
  await expect(openEmbeddedServer({ folder })).rejects.toThrow(/written by PostgreSQL 9/);
  expect(await readFile(versionFile, "utf8")).toBe("9\n");
  const [lock = ""] = await readdir(join(server.folder, "locks"));
  expect(await readFile(join(server.folder, "locks", lock), "utf8")).toBe("free");
});
