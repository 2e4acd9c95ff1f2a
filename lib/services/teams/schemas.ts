import { z } from "zod";

const teamRuleInput = z
  .object({
    accountIds: z
      .array(z.string().regex(/^\d{12}$/, "An account id has 12 digits."))
      .max(500)
      .default([]),
    tagKey: z.string().trim().min(1).max(128).nullable().default(null),
    tagValue: z.string().trim().max(256).nullable().default(null),
    namePattern: z.string().trim().min(1).max(140).nullable().default(null),
  })
  .refine((rule) => rule.accountIds.length > 0 || rule.tagKey !== null || rule.namePattern !== null, {
    message: "A rule needs an account, a tag or a name pattern.",
  });

export const saveTeamInput = z.object({
  /** Absent for a new team. */
  teamId: z.uuid().optional(),
  name: z.string().trim().min(1, "Give the team a name.").max(80),
  rules: z.array(teamRuleInput).max(50),
});
export type SaveTeamInput = z.input<typeof saveTeamInput>;

export const deleteTeamInput = z.object({ teamId: z.uuid() });
export type DeleteTeamInput = z.input<typeof deleteTeamInput>;
