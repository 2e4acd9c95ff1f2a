import { createSafeActionClient } from "next-safe-action";
import { z } from "zod";
import { type Scope, scopes } from "#lib/domain/permissions/scopes.ts";
import { AppError, type ErrorCode } from "#lib/errors.ts";
import { logger } from "#lib/logger.ts";
import { serviceContext } from "#lib/server/context.ts";
import { requireUser } from "#lib/server/guard.ts";
import { forgetViews } from "#lib/server/views/kept-view.ts";

/** What a failed action answers: never a stack, never a secret. */
export interface ActionError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly remedy: string | null;
}

const client = createSafeActionClient({
  defineMetadataSchema: () => z.object({ name: z.string(), scope: z.enum(scopes).nullable() }),
  defaultValidationErrorsShape: "flattened",
  handleServerError(error, { metadata }): ActionError {
    if (error instanceof AppError) return { code: error.code, message: error.message, remedy: error.remedy ?? null };
    logger.error({ err: error, action: metadata?.name }, "an action failed");
    return {
      code: "internal",
      message: "Nothing was changed: Lamplight failed. The log says more.",
      remedy: "Try again.",
    };
  },
});

/** An action for a signed-in person whose role includes the scope; the service is given who it is and checks again. */
export function scopedAction(name: string, scope: Scope) {
  return client.metadata({ name, scope }).use(async ({ next }) => {
    const user = await requireUser(scope);
    const result = await next({ ctx: { user, service: serviceContext(user) } });
    forgetViews();
    return result;
  });
}

/** An action that anybody may call, signed in or not: setting a password with a one-time link. */
export function openAction(name: string) {
  return client.metadata({ name, scope: null }).use(({ next }) => next({ ctx: { service: serviceContext(null) } }));
}
