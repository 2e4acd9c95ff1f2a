"use server";

import { acceptInvitation } from "#lib/services/users/accept-invitation.ts";
import { acceptInvitationInput } from "#lib/services/users/schemas.ts";
import { openAction } from "./action-client.ts";

/** Sets a password with a one-time link; whoever holds the link is the person it was made for. */
export const acceptInvitationAction = openAction("acceptInvitation")
  .inputSchema(acceptInvitationInput)
  .action(({ ctx, parsedInput }) => acceptInvitation(ctx.service, parsedInput));
