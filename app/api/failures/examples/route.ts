import { getHandler } from "#lib/server/get-handler.ts";
import { getLogExample, logExampleInput } from "#lib/server/queries/failures/get-log-example.ts";

/** What example lines of a failure would take, and how the last request for them stands. */
export const GET = getHandler({
  scope: "sync:run",
  input: logExampleInput,
  get: ({ user, input }) => getLogExample(user, input),
});
