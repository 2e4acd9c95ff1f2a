import { isAbsolute, join } from "node:path";
import { z } from "zod";
import { ConfigurationError } from "#lib/errors.ts";

/** Lamplight's own settings. AWS's settings (profile, credentials, endpoint) are read by the AWS SDK itself. */
export interface Config {
  /** Null: the embedded PostgreSQL of the data folder. */
  readonly databaseUrl: string | null;
  /** Holds the embedded database, the installation key and logs. Absolute. */
  readonly dataDir: string;
  /** The installation key as given in the environment; null: the file in the data folder. */
  readonly key: string | null;
  /** Where the console listens. */
  readonly host: string;
  /** Null: 4747 when it is free, else any. */
  readonly port: number | null;
  /** The address people use, when it is not `http://host:port`. */
  readonly url: string | null;
  /** True when the launcher runs Lamplight on the simulated AWS. Never learnt from an endpoint's answers. */
  readonly simulated: boolean;
  /** Regions to read; empty: every enabled Region. */
  readonly regions: readonly string[];
  /** Name of the role to assume in accounts that come from the organisation. */
  readonly roleName: string;
  /** Share of each AWS quota that syncs may use, above 0 and at most 1. */
  readonly quotaShare: number;
  /** How many times faster than AWS a simulated AWS was told to be; 1 for AWS itself. */
  readonly quotaScale: number;
  readonly logLevel: "debug" | "info" | "warn" | "error";
}

const list = z
  .string()
  .transform((text) => text.split(",").map((part) => part.trim()))
  .pipe(
    z.array(
      z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, "is a comma-separated list of Regions, like eu-west-1,us-east-1"),
    ),
  );

const flag = z.enum(["0", "1", "true", "false"], "is 1 or 0").transform((text) => text === "1" || text === "true");

const schema = z.object({
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, "begins with postgresql://")
    .nullable()
    .default(null),
  LAMPLIGHT_DATA_DIR: z.string().min(1).default(".lamplight"),
  LAMPLIGHT_KEY: z
    .string()
    .regex(/^[0-9a-f]{64}$/i, "is 64 hexadecimal digits")
    .nullable()
    .default(null),
  LAMPLIGHT_HOST: z.string().min(1).default("127.0.0.1"),
  LAMPLIGHT_PORT: z.coerce
    .number("is a port between 1 and 65535")
    .int("is a port between 1 and 65535")
    .min(1, "is a port between 1 and 65535")
    .max(65535, "is a port between 1 and 65535")
    .nullable()
    .default(null),
  LAMPLIGHT_URL: z.url("is an address like https://lamplight.example.com").nullable().default(null),
  LAMPLIGHT_SIMULATED: flag.default(false),
  LAMPLIGHT_REGIONS: list.default([]),
  LAMPLIGHT_ROLE_NAME: z
    .string()
    .regex(/^[\w+=,.@-]{1,64}$/, "is a role name")
    .default("LamplightReadOnly"),
  LAMPLIGHT_QUOTA_SHARE: z.coerce
    .number("is a number above 0 and at most 1")
    .gt(0, "is above 0")
    .max(1, "is at most 1")
    .default(1 / 3),
  LAMPLIGHT_QUOTA_SCALE: z.coerce.number("is a number above 0").gt(0, "is above 0").default(1),
  LAMPLIGHT_LOG_LEVEL: z.enum(["debug", "info", "warn", "error"], "is debug, info, warn or error").default("info"),
});

/**
 * Parses the environment. An empty variable counts as unset. A wrong value is a ConfigurationError that names the variable.
 * `root` is the folder that a relative data folder stands in.
 */
export function loadConfig(
  environment: Readonly<Record<string, string | undefined>>,
  root: string = process.cwd(),
): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([name, value]) => name in schema.shape && value),
  );
  const result = schema.safeParse(given);
  if (!result.success) {
    const issue = result.error.issues[0];
    throw new ConfigurationError(`${issue?.path.join(".")} is not valid: it ${issue?.message}.`, {
      remedy: `Correct or unset ${issue?.path.join(".")}.`,
    });
  }
  const value = result.data;
  return {
    databaseUrl: value.DATABASE_URL,
    dataDir: isAbsolute(value.LAMPLIGHT_DATA_DIR) ? value.LAMPLIGHT_DATA_DIR : join(root, value.LAMPLIGHT_DATA_DIR),
    key: value.LAMPLIGHT_KEY,
    host: value.LAMPLIGHT_HOST,
    port: value.LAMPLIGHT_PORT,
    url: value.LAMPLIGHT_URL,
    simulated: value.LAMPLIGHT_SIMULATED,
    regions: value.LAMPLIGHT_REGIONS,
    roleName: value.LAMPLIGHT_ROLE_NAME,
    quotaShare: value.LAMPLIGHT_QUOTA_SHARE,
    quotaScale: value.LAMPLIGHT_QUOTA_SCALE,
    logLevel: value.LAMPLIGHT_LOG_LEVEL,
  };
}
