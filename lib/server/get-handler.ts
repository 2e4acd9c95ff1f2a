import type { z } from "zod";
import type { SignedInUser } from "#lib/auth/actor.ts";
import type { Scope } from "#lib/domain/permissions/scopes.ts";
import { AppError, type ErrorCode } from "#lib/errors.ts";
import { logger } from "#lib/logger.ts";
import { requireUser } from "#lib/server/guard.ts";

const statusOf: Record<ErrorCode, number> = {
  invalid_input: 400,
  not_signed_in: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  unavailable: 503,
  configuration: 500,
  aws: 502,
  internal: 500,
};

export interface GetContext<Input> {
  readonly user: SignedInUser;
  readonly input: Input;
  readonly request: Request;
}

interface GetDefinition<Schema extends z.ZodType> {
  readonly scope: Scope;
  /** Parses the URL's parameters (a parameter that repeats is an array) together with the route's own. */
  readonly input: Schema;
  /** What is answered: plain data is sent as JSON, a Response as it is. */
  readonly get: (context: GetContext<z.output<Schema>>) => Promise<unknown>;
}

/** A GET handler: authorises, parses, reads, and maps every failure to a sentence in JSON. Nothing is cached by the way. */
export function getHandler<Schema extends z.ZodType>({ scope, input, get }: GetDefinition<Schema>) {
  return async (request: Request, route: { params: Promise<Record<string, string | string[]>> }): Promise<Response> => {
    try {
      const user = await requireUser(scope);
      const parsed = input.safeParse({ ...searchParams(request), ...(await route.params) });
      if (!parsed.success)
        return failure(400, "invalid_input", `The address is not valid: ${firstIssue(parsed.error)}.`);
      const answer = await get({ user, input: parsed.data, request });
      return answer instanceof Response
        ? answer
        : Response.json(answer, { headers: { "cache-control": "private, no-store" } });
    } catch (error) {
      return failureOf(error, request);
    }
  };
}

function failureOf(error: unknown, request: Request): Response {
  if (error instanceof AppError) return failure(statusOf[error.code], error.code, error.message, error.remedy);
  logger.error({ err: error, path: new URL(request.url).pathname }, "a read failed");
  return failure(500, "internal", "Lamplight could not read this. The log says more.", "Try again.");
}

function failure(status: number, code: ErrorCode, message: string, remedy?: string): Response {
  return Response.json(
    { error: { code, message, remedy: remedy ?? null } },
    { status, headers: { "cache-control": "no-store" } },
  );
}

function firstIssue(error: z.ZodError): string {
  const issue = error.issues[0];
  return issue ? `${issue.path.join(".") || "it"}: ${issue.message}` : "unknown parameter";
}

function searchParams(request: Request): Record<string, string | string[]> {
  const result: Record<string, string | string[]> = {};
  const { searchParams } = new URL(request.url);
  for (const key of new Set(searchParams.keys())) {
    const all = searchParams.getAll(key);
    result[key] = all.length > 1 ? all : (all[0] ?? "");
  }
  return result;
}
