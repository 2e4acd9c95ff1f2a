/** The closed list of what can go wrong, as the product names it. Transports map these; nothing matches on message text. */
export type ErrorCode =
  | "invalid_input"
  | "not_signed_in"
  | "forbidden"
  | "not_found"
  | "conflict"
  | "unavailable"
  | "configuration"
  | "aws"
  | "internal";

export interface AppErrorOptions extends ErrorOptions {
  /** What the reader can do about it: one sentence, imperative. */
  readonly remedy?: string;
}

/**
 * The base of every error that Lamplight raises on purpose.
 *
 * `message` is a sentence that may be shown to people and holds no secret; `remedy` says what to do;
 * `cause` keeps the original error for the log.
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly remedy: string | undefined;

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, "cause" in options ? { cause: options.cause } : undefined);
    this.name = new.target.name;
    this.code = code;
    this.remedy = options.remedy;
  }
}

/** A form, URL, flag or file does not have the shape it should have. `issues` maps a field path to what is wrong with it. */
export class InvalidInputError extends AppError {
  readonly issues: Readonly<Record<string, string>>;

  constructor(message: string, issues: Readonly<Record<string, string>> = {}, options: AppErrorOptions = {}) {
    super("invalid_input", message, options);
    this.issues = issues;
  }
}

/** Nobody is signed in, or the session was revoked. */
export class NotSignedInError extends AppError {
  constructor(options: AppErrorOptions = {}) {
    super("not_signed_in", "You are not signed in.", { remedy: "Sign in and try again.", ...options });
  }
}

/** The signed-in person may not do this. */
export class ForbiddenError extends AppError {
  constructor(message: string, options: AppErrorOptions = {}) {
    super("forbidden", message, { remedy: "Ask an administrator for a role that includes it.", ...options });
  }
}

/** The thing does not exist, or is outside what the person may see: both give the same answer. */
export class NotFoundError extends AppError {
  constructor(message: string, options: AppErrorOptions = {}) {
    super("not_found", message, options);
  }
}

/** The thing has changed meanwhile, or exists already. */
export class ConflictError extends AppError {
  constructor(message: string, options: AppErrorOptions = {}) {
    super("conflict", message, options);
  }
}

/** Something that Lamplight needs does not answer: the database, the endpoint, the worker. Trying again later may help. */
export class UnavailableError extends AppError {
  constructor(message: string, options: AppErrorOptions = {}) {
    super("unavailable", message, options);
  }
}

/** A setting is missing or wrong; the remedy names it. */
export class ConfigurationError extends AppError {
  constructor(message: string, options: AppErrorOptions = {}) {
    super("configuration", message, options);
  }
}
