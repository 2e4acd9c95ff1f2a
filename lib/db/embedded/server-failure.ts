import type { ServerHome } from "#lib/db/embedded/server-home.ts";
import { UnavailableError } from "#lib/errors.ts";

interface KnownFailure {
  readonly pattern: RegExp;
  readonly message: string;
  readonly remedy: string;
}

/** What PostgreSQL says (in English, lc_messages is C) and what it means for the reader. */
const knownFailures: readonly KnownFailure[] = [
  {
    pattern: /No space left on device/i,
    message: "the disk is full",
    remedy: "Free some space and start again; nothing was lost.",
  },
  {
    pattern: /Disk quota exceeded/i,
    message: "the disk quota is used up",
    remedy: "Free some space and start again; nothing was lost.",
  },
  {
    pattern: /could not bind|Address already in use/i,
    message: "its port is taken by another program",
    remedy: "Start again; Lamplight chooses another port.",
  },
  {
    pattern: /Permission denied|invalid permissions|wrong ownership/i,
    message: "it may not read or write its data folder",
    remedy: "Give the folder back to the user that runs Lamplight, or set LAMPLIGHT_DATA_DIR to another one.",
  },
  {
    pattern: /Read-only file system/i,
    message: "its disk is read-only",
    remedy: "Set LAMPLIGHT_DATA_DIR to a folder on a writable disk.",
  },
  {
    pattern: /could not (create|resize|map) shared memory|Cannot allocate memory/i,
    message: "there is not enough memory",
    remedy: "Close other programs or give the machine more memory.",
  },
  {
    pattern:
      /could not locate a valid checkpoint record|invalid (primary )?checkpoint|database files are incompatible/i,
    message: "its data is damaged",
    remedy: "Restore the data folder from a backup, or move it away to begin anew and sync again.",
  },
];

/** Turns what the server wrote before it gave up into one sentence and a remedy. */
export function serverFailure(what: string, output: string, home: ServerHome, cause?: unknown): UnavailableError {
  const known = knownFailures.find(({ pattern }) => pattern.test(output));
  const reason =
    known?.message ??
    output
      .split("\n")
      .findLast((line) => /FATAL|PANIC|error:/.test(line))
      ?.trim();
  return new UnavailableError(
    `The embedded PostgreSQL ${what}${reason === undefined ? "" : `: ${reason}`} (${home.folder}).`,
    {
      remedy: known?.remedy ?? `See ${home.logFile}.`,
      ...(cause === undefined ? {} : { cause }),
    },
  );
}
