import pino from "pino";

/** Fields that hold secrets wherever they appear: their values never reach a log. */
const secretFields = [
  "password",
  "passwordHash",
  "token",
  "secret",
  "authorization",
  "cookie",
  "set-cookie",
  "accessKeyId",
  "secretAccessKey",
  "sessionToken",
  "externalId",
  "DATABASE_URL",
];

const redacted = secretFields.flatMap((field) => [`["${field}"]`, `*["${field}"]`, `*.*["${field}"]`]);

/** Signed addresses and credentials inside texts, such as messages of errors. */
const secretTexts =
  /(X-Amz-(?:Signature|Credential|Security-Token)=)[^&\s"']+|\b(A[KS]IA)[A-Z0-9]{12,}\b|(postgres(?:ql)?:\/\/[^:/\s]+:)[^@\s]+(?=@)/g;

/** The text without signatures, key ids and passwords. */
export function withoutSecrets(text: string): string {
  return text.replace(secretTexts, (_match, query, key, database) => `${query ?? key ?? database ?? ""}[removed]`);
}

/** The process's log: JSON lines on standard error, so that standard output stays the command's own. */
export const logger = pino(
  {
    level: process.env.LAMPLIGHT_LOG_LEVEL || "info",
    base: { service: process.env.LAMPLIGHT_SERVICE || "lamplight" },
    redact: { paths: redacted, censor: "[removed]" },
    hooks: { streamWrite: withoutSecrets },
  },
  pino.destination({ dest: 2, sync: true }),
);
