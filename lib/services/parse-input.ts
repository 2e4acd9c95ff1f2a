import type { z } from "zod";
import { InvalidInputError } from "#lib/errors.ts";

/** Parses what a form, a flag or a job gave; what is wrong is named by field. */
export function parseInput<Schema extends z.ZodType>(schema: Schema, raw: unknown): z.output<Schema> {
  const result = schema.safeParse(raw);
  if (result.success) return result.data;
  const issues = Object.fromEntries(result.error.issues.map((issue) => [issue.path.join("."), issue.message]));
  const first = result.error.issues[0];
  throw new InvalidInputError(
    first ? `${first.path.join(".") || "Input"}: ${first.message}` : "The input is not valid.",
    issues,
  );
}
