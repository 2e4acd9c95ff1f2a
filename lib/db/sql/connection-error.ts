/**
 * SQLSTATE classes and codes after which the same transaction may succeed on a new connection; 25P03 is what a process
 * meets that was held up in the middle of one.
 */
const transientStates = /^(08|57P|53)|^(40001|40P01|25P03)$/;
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

/** SQLSTATE class 22 (data exceptions: out of range, not representable), a row twice in one statement, nothing where something must be. */
const refusedStates = /^(22...|21000|23502)$/;

/** Whether the store is well and refused the value itself: what an endpoint sent is none that a column can hold. */
export function isRefusedValue(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error && typeof error.code === "string" ? error.code : null;
  return code === null ? isRefusedValue(error.cause) : refusedStates.test(code);
}
