import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { deriveKey } from "./installation-key.ts";

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "lamplight-key-"));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

it("makes the key once, for its owner alone, and derives apart by purpose", () => {
  const config = { key: null, dataDir };
  const cookie = deriveKey(config, "session-cookie");
  const file = join(dataDir, "installation.key");
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(deriveKey(config, "session-cookie")).toEqual(cookie);
  expect(deriveKey(config, "environment-fingerprint")).not.toEqual(cookie);
  expect(cookie.toString("hex")).not.toBe(readFileSync(file, "utf8"));
});

it("says so when the file is damaged, and keeps it", () => {
  writeFileSync(join(dataDir, "installation.key"), "not a key");
  expect(() => deriveKey({ key: null, dataDir }, "session-cookie")).toThrow(/damaged/);
  expect(readFileSync(join(dataDir, "installation.key"), "utf8")).toBe("not a key");
});
