"use server";

import { revalidatePath } from "next/cache";
import { acknowledgeFindings, acknowledgeFindingsInput } from "#lib/services/findings/acknowledge-findings.ts";
import { assignFindings, assignFindingsInput } from "#lib/services/findings/assign-findings.ts";
import { reopenFindings, reopenFindingsInput } from "#lib/services/findings/reopen-findings.ts";
import { suppressFindings, suppressFindingsInput } from "#lib/services/findings/suppress-findings.ts";
import { scopedAction } from "./action-client.ts";

export const acknowledgeFindingsAction = scopedAction("acknowledgeFindings", "findings:triage")
  .inputSchema(acknowledgeFindingsInput)
  .action(async ({ ctx, parsedInput }) => {
    const decided = await acknowledgeFindings(ctx.service, parsedInput);
    revalidatePath("/", "layout");
    return { count: decided.length };
  });

export const suppressFindingsAction = scopedAction("suppressFindings", "findings:triage")
  .inputSchema(suppressFindingsInput)
  .action(async ({ ctx, parsedInput }) => {
    const decided = await suppressFindings(ctx.service, parsedInput);
    revalidatePath("/", "layout");
    return { count: decided.length };
  });

export const assignFindingsAction = scopedAction("assignFindings", "findings:triage")
  .inputSchema(assignFindingsInput)
  .action(async ({ ctx, parsedInput }) => {
    const decided = await assignFindings(ctx.service, parsedInput);
    revalidatePath("/", "layout");
    return { count: decided.length };
  });

export const reopenFindingsAction = scopedAction("reopenFindings", "findings:triage")
  .inputSchema(reopenFindingsInput)
  .action(async ({ ctx, parsedInput }) => {
    const decided = await reopenFindings(ctx.service, parsedInput);
    revalidatePath("/", "layout");
    return { count: decided.length };
  });
