import { z } from "zod";

/** An IAM role ARN of any partition; the account is its fifth field. */
export const roleArnPattern = /^arn:aws[a-z-]*:iam::(\d{12}):role\/[\w+=,.@/-]{1,512}$/;

export const accountId = z.string().regex(/^\d{12}$/, "An account id has 12 digits.");
export const region = z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, "A Region looks like eu-west-1.");
export const roleName = z
  .string()
  .regex(/^[\w+=,.@-]{1,64}$/, "A role name has at most 64 letters, digits or + = , . @ - _.");
export const roleArn = z
  .string()
  .trim()
  .regex(roleArnPattern, "A role ARN looks like arn:aws:iam::123456789012:role/LamplightReadOnly.");
export const externalId = z
  .string()
  .regex(/^[\w+=,.@:/-]{2,1224}$/, "An external id has 2 to 1224 letters, digits or + = , . @ : / -")
  .nullable();

/** Each hop is a session of its own, of an hour at most: nobody needs more than a few. */
const longestChain = 4;

/** Roles to assume before the account's own, in order. */
export const viaInput = z
  .array(z.object({ roleArn, externalId: externalId.default(null) }))
  .max(longestChain, `A chain has at most ${longestChain} roles before the account's own.`)
  .refine((hops) => new Set(hops.map((hop) => hop.roleArn)).size === hops.length, "The chain names a role twice.");

export const addAccountInput = z
  .object({
    name: z.string().trim().max(120).default(""),
    roleArn,
    externalId: externalId.default(null),
    via: viaInput.default([]),
    regions: z.array(region).max(60).default([]),
  })
  .refine(noCycle, { path: ["via"], message: "The chain names the account's own role: it would assume itself." });
export type AddAccountInput = z.input<typeof addAccountInput>;

export const updateAccountInput = z
  .object({
    accountId,
    name: z.string().trim().min(1).max(120).optional(),
    roleArn: roleArn.nullable().optional(),
    externalId: externalId.optional(),
    via: viaInput.optional(),
    regions: z.array(region).max(60).optional(),
    enabled: z.boolean().optional(),
  })
  .refine(noCycle, { path: ["via"], message: "The chain names the account's own role: it would assume itself." });
export type UpdateAccountInput = z.input<typeof updateAccountInput>;

export const accountIdInput = z.object({ accountId });

function noCycle({
  roleArn: own,
  via,
}: {
  readonly roleArn?: string | null | undefined;
  readonly via?: readonly { readonly roleArn: string }[] | undefined;
}): boolean {
  return via === undefined || !via.some((hop) => hop.roleArn === own);
}
