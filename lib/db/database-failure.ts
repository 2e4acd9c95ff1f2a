import { AppError, ConfigurationError, UnavailableError } from "#lib/errors.ts";

/** What a failure of the database means for the reader, without the password of its URL. Other errors are wrapped as they are. */
export function databaseFailure(cause: unknown, databaseUrl: string): AppError {
  if (cause instanceof AppError) return cause;
  const code = errorCode(cause);
  const place = describe(databaseUrl);
  switch (code) {
    case "28P01":
    case "28000":
      return new ConfigurationError(`The database at ${place} refuses the user name or password.`, {
        remedy: "Correct DATABASE_URL.",
        cause,
      });
    case "3D000":
      return new ConfigurationError(`The database at ${place} does not exist.`, {
        remedy: "Create it, or correct DATABASE_URL.",
        cause,
      });
    case "42501":
      return new ConfigurationError(`The database user may not do what Lamplight needs at ${place}.`, {
        remedy: "Make it the owner of the database.",
        cause,
      });
    case "53100":
      return new UnavailableError(`The disk of the database at ${place} is full.`, {
        remedy: "Free some space; nothing was lost.",
        cause,
      });
    case "53300":
      return new UnavailableError(`The database at ${place} takes no more connections.`, {
        remedy: "Raise max_connections, or end other programs that use it.",
        cause,
      });
    default:
      return new UnavailableError(`The database at ${place} does not answer${code === null ? "" : ` (${code})`}.`, {
        remedy: "Check that it runs, or run: npx lamplight doctor",
        cause,
      });
  }
}

/** SQLSTATE or system code, also of the first of several attempts (IPv4 and IPv6). */
function errorCode(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if ("code" in error && typeof error.code === "string") return error.code;
  return error instanceof AggregateError ? errorCode(error.errors[0]) : errorCode(error.cause);
}

function describe(databaseUrl: string): string {
  if (!URL.canParse(databaseUrl)) return "DATABASE_URL";
  const { host, pathname } = new URL(databaseUrl);
  return `${host}${pathname}`;
}
