import { z } from "zod";
import type { StoredFinding } from "#lib/db/sql/findings.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { findingIds, triageFindings } from "./triage-findings.ts";

export const acknowledgeFindingsInput = z.object({
  findingIds,
  reason: z.string().trim().max(2_000).nullable().default(null),
});
export type AcknowledgeFindingsInput = z.input<typeof acknowledgeFindingsInput>;

/** Says that somebody has seen open findings and means to see to them. */
export async function acknowledgeFindings(
  context: ServiceContext,
  raw: AcknowledgeFindingsInput,
): Promise<StoredFinding[]> {
  const input = acknowledgeFindingsInput.parse(raw);
  return triageFindings(context, input.findingIds, { kind: "acknowledge", reason: input.reason });
}
