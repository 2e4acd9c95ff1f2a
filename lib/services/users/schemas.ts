import { z } from "zod";
import { roles } from "#lib/domain/permissions/roles.ts";

const email = z
  .email("Give an email address.")
  .max(254)
  .transform((value) => value.trim().toLowerCase());
const name = z.string().trim().min(1, "Give a name.").max(120);

/** At least twelve characters; length is what makes a password hard to guess, so nothing else is asked of it. */
const password = z.string().min(12, "Use at least 12 characters.").max(200, "Use at most 200 characters.");

export const addUserInput = z.object({ email, name, role: z.enum(roles) });
export type AddUserInput = z.input<typeof addUserInput>;

export const acceptInvitationInput = z.object({
  token: z.string().min(20).max(100),
  email: email.optional(),
  name,
  password,
});
export type AcceptInvitationInput = z.input<typeof acceptInvitationInput>;

export const changeRoleInput = z.object({ userId: z.uuid(), role: z.enum(roles) });
export type ChangeRoleInput = z.input<typeof changeRoleInput>;

export const userIdInput = z.object({ userId: z.uuid() });
export type UserIdInput = z.input<typeof userIdInput>;
