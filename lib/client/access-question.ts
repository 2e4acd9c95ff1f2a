import { parseAsNativeArrayOf, parseAsString } from "nuqs/server";
import type { AccessQuestion } from "#lib/domain/roles/access-question.ts";
import { formatEntry, parseEntry } from "#lib/domain/roles/access-question.ts";

/** The question of a role's page as it stands in the URL, so that it can be sent. */
export const questionParsers = {
  action: parseAsString.withDefault(""),
  resource: parseAsString.withDefault(""),
  context: parseAsNativeArrayOf(parseAsString),
};

export interface QuestionParameters {
  readonly action: string;
  readonly resource: string;
  readonly context: readonly string[];
}

/** The question of an address. Without a resource it is about every one. */
export function questionOf({ action, resource, context }: QuestionParameters): AccessQuestion {
  return { action, resource: resource || "*", context: context.map(parseEntry) };
}

/** The address of a question's answer. */
export function answerUrl(roleArn: string, { action, resource, context }: AccessQuestion): string {
  const parameters = new URLSearchParams({ role: roleArn, action, resource });
  for (const entry of context) parameters.append("context", formatEntry(entry));
  return `/api/roles/access?${parameters}`;
}
