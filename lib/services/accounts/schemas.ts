import { z } from "zod";

/** An IAM role ARN of any partition; the account is its fifth field. */
export const roleArnPattern = /^arn:aws[a-z-]*:iam::(\d{12}):role\/[\w+=,.@/-]{1,512}$/;

const accountId = z.string().regex(/^\d{12}$/, "An account id has 12 digits.");
const region = z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, "A Region looks like eu-west-1.");
const externalId = z
  .string()
  .regex(/^[\w+=,.@:/-]{2,1224}$/, "An external id has 2 to 1224 letters, digits or + = , . @ : / -")
  .nullable();

export const addAccountInput = z.object({
  name: z.string().trim().max(120).default(""),
  roleArn: z
    .string()
    .trim()
    .regex(roleArnPattern, "A role ARN looks like arn:aws:iam::123456789012:role/LamplightReadOnly."),
  externalId: externalId.default(null),
  regions: z.array(region).max(60).default([]),
});
export type AddAccountInput = z.input<typeof addAccountInput>;

export const updateAccountInput = z.object({
  accountId,
  name: z.string().trim().min(1).max(120).optional(),
  externalId: externalId.optional(),
  regions: z.array(region).max(60).optional(),
  enabled: z.boolean().optional(),
});
export type UpdateAccountInput = z.input<typeof updateAccountInput>;
