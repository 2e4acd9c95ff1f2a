import { serviceContext } from "#lib/server/context.ts";
import { type InvitationPreview, previewInvitation } from "#lib/services/users/accept-invitation.ts";

/** What a one-time link opens, without using it up; null when it does not work any more. */
export function getInvitation(token: string): Promise<InvitationPreview | null> {
  return previewInvitation(serviceContext(null), token);
}
