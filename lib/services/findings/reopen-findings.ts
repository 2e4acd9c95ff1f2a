import { z } from "zod";
import type { StoredFinding } from "#lib/db/sql/findings.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { findingIds, triageFindings } from "./triage-findings.ts";

export const reopenFindingsInput = z.object({
  findingIds,
  reason: z.string().trim().max(2_000).nullable().default(null),
});
export type ReopenFindingsInput = z.input<typeof reopenFindingsInput>;

/** Takes an acknowledgement or suppression back. */
export async function reopenFindings(context: ServiceContext, raw: ReopenFindingsInput): Promise<StoredFinding[]> {
  const input = reopenFindingsInput.parse(raw);
  return triageFindings(context, input.findingIds, { kind: "reopen", reason: input.reason });
}
