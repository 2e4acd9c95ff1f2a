import { PrismaPg } from "@prisma/adapter-pg";
import {
  ColumnTypeEnum,
  DriverAdapterError,
  type SqlMigrationAwareDriverAdapterFactory,
  type SqlQuery,
  type SqlQueryable,
  type SqlResultSet,
} from "@prisma/driver-adapter-utils";
import pg from "pg";

/** PostgreSQL's internal one-byte type "char", which its catalogue uses. */
const charType = 18;
const catalogue = /\bpg_(constraint|class|proc|attribute|type|index|policy)\b/i;

/**
 * PrismaPg as the schema engine needs it; version 7.10 serves the client only in two points.
 *
 * PrismaPg cuts a script at every semicolon, also inside comments, texts and function bodies. Here a script goes to the
 * server whole, as Prisma's own command line sends it: PostgreSQL then parses it and runs it as one transaction.
 *
 * PrismaPg refuses columns of the type "char", which the engine reads from PostgreSQL's catalogue: they are read as text,
 * and given the type the engine expects.
 */
export function engineAdapter(pool: pg.Pool): SqlMigrationAwareDriverAdapterFactory {
  const factory = new PrismaPg(pool);
  const withWholeScripts = async (connecting: ReturnType<PrismaPg["connect"]>) => {
    const adapter = await connecting;
    adapter.executeScript = async (script) => {
      try {
        await adapter.underlyingDriver().query(script);
      } catch (error) {
        throw error instanceof pg.DatabaseError ? asDriverError(error) : error;
      }
    };
    const queryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = (query) =>
      catalogue.test(query.sql) ? queryCatalogue(adapter.underlyingDriver(), query, queryRaw) : queryRaw(query);
    return adapter;
  };
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connect: () => withWholeScripts(factory.connect()),
    connectToShadowDb: () => withWholeScripts(factory.connectToShadowDb()),
  };
}

/** Runs a catalogue query with its "char" columns as text, and says of them what they are. */
async function queryCatalogue(pool: pg.Pool, query: SqlQuery, run: SqlQueryable["queryRaw"]): Promise<SqlResultSet> {
  const inner = query.sql.trim().replace(/;$/, "");
  const { fields } = await pool.query(`SELECT * FROM (${inner}\n) AS q LIMIT 0`, query.args);
  const characters = fields.map(({ dataTypeID }) => dataTypeID === charType);
  if (!characters.includes(true)) return run(query);
  const columns = fields.map(({ name, dataTypeID }) => {
    const column = pg.escapeIdentifier(name);
    return dataTypeID === charType ? `${column}::text AS ${column}` : column;
  });
  const result = await run({ ...query, sql: `SELECT ${columns.join(", ")} FROM (${inner}\n) AS q` });
  const columnTypes = result.columnTypes.map((type, index) => (characters[index] ? ColumnTypeEnum.Character : type));
  return { ...result, columnTypes };
}

function asDriverError(error: pg.DatabaseError): DriverAdapterError {
  return new DriverAdapterError({
    kind: "postgres",
    code: error.code ?? "XX000",
    severity: error.severity ?? "ERROR",
    message: error.message,
    detail: error.detail,
    column: error.column,
    hint: error.hint,
  });
}
