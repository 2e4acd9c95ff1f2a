/** SQLSTATE classes and codes after which the same transaction may succeed on a new connection. */
const transientStates = /^(08|57P|53)|^(40001|40P01)$/;
const transientCodes = new Set(["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "ENOENT", "ENOTFOUND"]);

/** Whether a failure of the store passes by itself: the server restarts, a connection broke, a deadlock was resolved. */
export function isTransientStoreError(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error && typeof error.code === "string" ? error.code : null;
  if (code === null) return isLostConnection(error) || isTransientStoreError(error.cause);
  return transientStates.test(code) || transientCodes.has(code);
}

/** node-postgres reports a connection that ended under a query without any code; these are its own fixed texts. */
const lostConnectionTexts = new Set([
  "Connection terminated unexpectedly",
  "Connection terminated",
  "Client has encountered a connection error and is not queryable",
  "timeout exceeded when trying to connect",
]);

function isLostConnection(error: Error): boolean {
  return lostConnectionTexts.has(error.message);
}
