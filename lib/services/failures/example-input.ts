import { z } from "zod";
import { failureKinds } from "#lib/domain/failures/failure-kind.ts";

/** Which series' lines are meant; everything in it comes from a URL or a form. */
export const exampleInput = z.object({
  functionId: z.coerce.number().int().positive().max(2_147_483_647),
  kind: z.enum(failureKinds),
  errorType: z.string().max(512).default(""),
});
export type ExampleInput = z.output<typeof exampleInput>;
