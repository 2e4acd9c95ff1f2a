import { z } from "zod";
import { getHandler } from "#lib/server/get-handler.ts";
import { readOrganizationLook } from "#lib/server/queries/settings/organization-look.ts";

/** How far the last look at the organisation is, and what it found. */
export const GET = getHandler({
  scope: "accounts:manage",
  input: z.object({}),
  get: ({ user }) => readOrganizationLook(user),
});
