import { hkdfSync, randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ConfigurationError } from "#lib/errors.ts";
import type { Config } from "./config.ts";

/** What a derived key is for. Keys of different purposes tell nothing about each other. */
export type KeyPurpose = "session-cookie" | "environment-fingerprint" | "schedule-offset";

const fileName = "installation.key";

/**
 * A 32-byte key for one purpose, derived from the installation key (HKDF-SHA-256). The installation key is LAMPLIGHT_KEY,
 * or a file of the data folder that is made once and that its owner alone may read. It never enters the store.
 */
export function deriveKey(config: Pick<Config, "key" | "dataDir">, purpose: KeyPurpose): Buffer {
  const key = Buffer.from(config.key ?? readOrCreateKeyFile(config.dataDir), "hex");
  return Buffer.from(hkdfSync("sha256", key, "lamplight", purpose, 32));
}

function readOrCreateKeyFile(dataDir: string): string {
  const path = join(dataDir, fileName);
  try {
    mkdirSync(dataDir, { recursive: true });
    // "wx": of two processes that start at once, one makes the file and both read it.
    writeFileSync(path, randomBytes(32).toString("hex"), { mode: 0o600, flag: "wx" });
  } catch (cause) {
    if (!(cause instanceof Error && "code" in cause && cause.code === "EEXIST")) {
      throw new ConfigurationError(`The installation key cannot be kept in ${dataDir}.`, {
        remedy: "Make the folder writable, set LAMPLIGHT_DATA_DIR to one that is, or set LAMPLIGHT_KEY.",
        cause,
      });
    }
  }
  const text = readFileSync(path, "utf8").trim();
  if (!/^[0-9a-f]{64}$/i.test(text)) {
    throw new ConfigurationError(`The installation key in ${path} is damaged.`, {
      remedy:
        "Restore it from a backup. Without it every environment value will look changed once and everybody has to sign in again.",
    });
  }
  return text;
}
