import type { SignedInUser } from "#lib/auth/actor.ts";
import type { LogExampleView } from "#lib/domain/views/failures.ts";
import { serviceContext } from "#lib/server/context.ts";
import { type ExampleInput, exampleInput } from "#lib/services/failures/example-input.ts";
import { readExample } from "#lib/services/failures/read-example.ts";

/** Which series is meant, as the address says it. */
export const logExampleInput = exampleInput;

/** What example lines of a series would take, and how the last request for them stands. */
export async function getLogExample(user: SignedInUser, input: ExampleInput): Promise<LogExampleView> {
  return await readExample(serviceContext(user), input);
}
