import { z } from "zod";
import { contextOf, parseEntry, questionProblems } from "#lib/domain/roles/access-question.ts";
import { getHandler } from "#lib/server/get-handler.ts";
import { decideRoleAccess } from "#lib/server/queries/roles/decide-role-access.ts";

const text = z.string().max(4096);

/** What is asked, and of which role; `context` repeats, each `key=value`. */
const question = z
  .object({
    role: text,
    action: text,
    resource: text,
    context: z.union([text.transform((one) => [one]), z.array(text)]).default([]),
  })
  .transform(({ role, action, resource, context }) => ({ role, action, resource, context: context.map(parseEntry) }))
  .superRefine((asked, { addIssue }) => {
    const { action, resource, context } = questionProblems(asked) ?? {};
    // The handler makes a sentence of it and ends that itself.
    const tell = (path: (string | number)[], problem: string) =>
      addIssue({ code: "custom", path, message: problem.replace(/\.$/, "") });
    if (action) tell(["action"], action);
    if (resource) tell(["resource"], resource);
    for (const [at, problem] of context ?? []) tell(["context", at], problem);
  });

/** May the role do this? */
export const GET = getHandler({
  scope: "roles:read",
  input: question,
  get: ({ input: { role, action, resource, context } }) =>
    decideRoleAccess(role, { action: action.trim(), resource: resource.trim(), context: contextOf(context) }),
});
