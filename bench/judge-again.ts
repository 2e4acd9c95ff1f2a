import { readFileSync } from "node:fs";
import { createAnalysisCache } from "#lib/services/iam-analysis/analysis-cache.ts";
import { analyzeRoles } from "#lib/services/iam-analysis/analyze-roles.ts";
import { parseAuthorizationDetails } from "#lib/services/iam-analysis/parse-authorization-details.ts";
import { readJson } from "#lib/services/iam-analysis/read-json.ts";

/**
 * Judges every role of a GetAccountAuthorizationDetails file twice with one cache, as two syncs would, and prints the
 * processor seconds of both as one line of JSON. The file is read anew in between: nothing but contents is the same.
 */
const path = process.argv[2] ?? "";
const cache = createAnalysisCache();

function judge() {
  const details = parseAuthorizationDetails(readJson(readFileSync(path), path));
  const before = process.cpuUsage();
  const { roles, errors } = analyzeRoles(details, { now: new Date(), cache });
  const { user, system } = process.cpuUsage(before);
  return { cpuSeconds: (user + system) / 1e6, roles: roles.length, errors: errors.length };
}

process.stdout.write(`${JSON.stringify({ first: judge(), second: judge() })}\n`);
