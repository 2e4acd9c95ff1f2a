import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { databaseFailure } from "#lib/db/database-failure.ts";
import { type Prisma, PrismaClient } from "#lib/db/generated/client.ts";

export interface DatabaseOptions {
  /** Shown by the server beside each connection. */
  readonly applicationName?: string;
  /** Connections at most (default 10). */
  readonly maxConnections?: number;
  /** How long work waits for a connection (default 10 s): people are told soon that the database is away, a worker waits its turn. */
  readonly connectTimeoutMs?: number;
  /**
   * Ends a connection that does nothing in the middle of a transaction for so long, so that a process which was held up
   * holds nobody else up by its locks; unless told, it may take its time.
   */
  readonly idleTransactionMs?: number;
}

/** A Prisma transaction, in which a service changes things and records the audit. */
export type Transaction = Prisma.TransactionClient;

/** The store of one process: Prisma and hand-written SQL over one pool of connections. */
export interface Database {
  readonly prisma: PrismaClient;
  readonly pool: pg.Pool;
  readonly url: string;
  /** Ends all connections. Safe to call twice. */
  close(): Promise<void>;
}

/**
 * A connection for text from anywhere. PostgreSQL's texts hold every character but NUL, and refuse the statement for one:
 * it becomes U+FFFD, wherever it comes from, so that what is stored and what is looked up stay the same.
 */
class TextSafeClient extends pg.Client {}
Object.defineProperty(TextSafeClient.prototype, "query", {
  value(this: pg.Client, query: unknown, ...rest: readonly unknown[]): unknown {
    return Reflect.apply(pg.Client.prototype.query, this, [withoutNul(query), ...rest.map(withoutNul)]);
  },
});

/** Parameters, one of them, or a query with its own: the same, unless some text has a NUL. */
function withoutNul(value: unknown): unknown {
  if (typeof value === "string") return value.includes("\0") ? value.replaceAll("\0", "\uFFFD") : value;
  if (Array.isArray(value)) return value.some(hasNul) ? value.map(withoutNul) : value;
  if (typeof value === "object" && value !== null && "values" in value && hasNul(value.values)) {
    return { ...value, values: withoutNul(value.values) };
  }
  return value;
}

function hasNul(value: unknown): boolean {
  return typeof value === "string" ? value.includes("\0") : Array.isArray(value) && value.some(hasNul);
}

/** Opens no connection yet: the first query does. */
export function createDatabase(url: string, options: DatabaseOptions = {}): Database {
  const pool = new pg.Pool({
    Client: TextSafeClient,
    connectionString: url,
    application_name: options.applicationName ?? "lamplight",
    max: options.maxConnections ?? 10,
    connectionTimeoutMillis: options.connectTimeoutMs ?? 10_000,
    idleTimeoutMillis: 60_000,
    // Notices a server that vanished without a word.
    keepAlive: true,
    ...(options.idleTransactionMs === undefined
      ? {}
      : { idle_in_transaction_session_timeout: options.idleTransactionMs }),
  });
  // An idle connection that breaks is replaced at the next query, which reports the failure if it lasts; without a
  // listener it would end the process.
  pool.on("error", () => undefined);
  // The same for one that breaks in the moment in which it is handed out: the server's last words may come in one piece
  // with its first, before whoever asked for the connection can listen. Its first query then fails.
  pool.on("connect", (client) => client.on("error", () => undefined));
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  let closing: Promise<void> | undefined;
  return {
    prisma,
    pool,
    url,
    close: () => {
      closing ??= prisma.$disconnect().then(() => pool.end());
      return closing;
    },
  };
}

/** Asks the database for a sign of life; throws what is wrong with it as an error for people. */
export async function pingDatabase(database: Pick<Database, "pool" | "url">): Promise<void> {
  try {
    await database.pool.query("SELECT 1");
  } catch (error) {
    throw databaseFailure(error, database.url);
  }
}

/** Rows of one hand-written query with `$1, $2, …` parameters. `T` is what the query selects: the caller's promise. */
export async function sql<T extends pg.QueryResultRow>(
  on: Pick<pg.Pool, "query">,
  text: string,
  parameters: readonly unknown[] = [],
): Promise<T[]> {
  const { rows } = await on.query<T>(text, [...parameters]);
  return rows;
}
