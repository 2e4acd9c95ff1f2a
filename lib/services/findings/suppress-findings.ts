import { z } from "zod";
import type { StoredFinding } from "#lib/db/sql/findings.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { findingIds, triageFindings } from "./triage-findings.ts";

export const suppressFindingsInput = z.object({
  findingIds,
  reason: z.string().trim().min(1, "Say why the finding is suppressed.").max(2_000),
  until: z.coerce.date(),
});
export type SuppressFindingsInput = z.input<typeof suppressFindingsInput>;

/** Sets findings aside until a day, with a reason; evidence that is still there then opens them again. */
export async function suppressFindings(context: ServiceContext, raw: SuppressFindingsInput): Promise<StoredFinding[]> {
  const input = suppressFindingsInput.parse(raw);
  return triageFindings(context, input.findingIds, { kind: "suppress", reason: input.reason, until: input.until });
}
