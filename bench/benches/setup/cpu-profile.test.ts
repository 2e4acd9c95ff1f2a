import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { root } from "#cli/root.ts";
import { summarizeProfiles } from "./cpu-profile.ts";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "lamplight-profile-"));
});

afterAll(() => rm(folder, { recursive: true }));

const ours = (path: string) => pathToFileURL(join(root, path)).href;

function node(id: number, functionName: string, url: string, children: readonly number[] = []) {
  return { id, callFrame: { functionName, url, lineNumber: 9 }, children };
}

it("counts Node's own work for whoever called it, and keeps waiting and collecting apart", async () => {
  const nodes = [
    node(1, "(root)", "", [2, 5, 6, 7]),
    node(2, "read", ours("lib/aws/collectors/functions.ts"), [3]),
    node(3, "sign", `${ours("node_modules/@smithy/signature-v4/dist/index.js")}`, [4]),
    node(4, "hash", "node:internal/crypto/hash"),
    node(5, "(garbage collector)", ""),
    node(6, "(idle)", ""),
    node(7, "onread", "node:internal/stream_base_commons", [8]),
    node(8, "writev", ""),
  ];
  const samples = [2, 3, 4, 4, 5, 6, 8];
  const profile = { nodes, samples, timeDeltas: samples.map(() => 1_000_000) };
  await writeFile(join(folder, "a.cpuprofile"), JSON.stringify(profile));
  await writeFile(join(folder, "b.cpuprofile"), JSON.stringify(profile));
  const summary = await summarizeProfiles(folder);
  expect(summary?.busySeconds).toBe(12);
  expect(Object.fromEntries(summary?.places.map(({ name, seconds }) => [name, seconds]) ?? [])).toEqual({
    "@smithy/signature-v4": 6,
    "lib/aws": 2,
    "(garbage collector)": 2,
    "(native)": 2,
  });
  expect(summary?.functions[0]).toEqual({ name: "hash · node:internal/crypto/hash:10", seconds: 4 });
});

it("has nothing to tell of a folder without profiles", async () => {
  const empty = await mkdtemp(join(folder, "empty-"));
  expect(await summarizeProfiles(empty)).toBeNull();
});
