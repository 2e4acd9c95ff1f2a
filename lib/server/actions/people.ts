"use server";

import { revalidatePath } from "next/cache";
import { consoleUrl } from "#lib/server/console-url.ts";
import { addUser } from "#lib/services/users/add-user.ts";
import { changeRole, disableUser, enableUser, renewLink, revokeSessions } from "#lib/services/users/manage-user.ts";
import { addUserInput, changeRoleInput, userIdInput } from "#lib/services/users/schemas.ts";
import { scopedAction } from "./action-client.ts";

const page = "/settings/people";

export const addUserAction = scopedAction("addUser", "people:manage")
  .inputSchema(addUserInput)
  .action(async ({ ctx, parsedInput }) => {
    const added = await addUser(ctx.service, parsedInput, await consoleUrl());
    revalidatePath(page);
    return added;
  });

export const changeRoleAction = scopedAction("changeRole", "people:manage")
  .inputSchema(changeRoleInput)
  .action(async ({ ctx, parsedInput }) => {
    await changeRole(ctx.service, parsedInput);
    revalidatePath(page);
  });

export const disableUserAction = scopedAction("disableUser", "people:manage")
  .inputSchema(userIdInput)
  .action(async ({ ctx, parsedInput }) => {
    await disableUser(ctx.service, parsedInput);
    revalidatePath(page);
  });

export const enableUserAction = scopedAction("enableUser", "people:manage")
  .inputSchema(userIdInput)
  .action(async ({ ctx, parsedInput }) => {
    await enableUser(ctx.service, parsedInput);
    revalidatePath(page);
  });

export const revokeSessionsAction = scopedAction("revokeSessions", "people:manage")
  .inputSchema(userIdInput)
  .action(async ({ ctx, parsedInput }) => {
    const result = await revokeSessions(ctx.service, parsedInput);
    revalidatePath(page);
    return result;
  });

export const renewLinkAction = scopedAction("renewLink", "people:manage")
  .inputSchema(userIdInput)
  .action(async ({ ctx, parsedInput }) => renewLink(ctx.service, parsedInput, await consoleUrl()));
