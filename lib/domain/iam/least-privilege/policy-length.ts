import type { JsonObject } from "#lib/domain/iam/policy-document.ts";
import type { TightenedDocument } from "./tighter-policies.ts";

/** What IAM takes, white space not counted (IAM quotas, as of 2026-11-21). */
export const mostCharacters = {
  /** One managed policy. */
  managed: 6_144,
  /** All inline policies of a role together. */
  inlineOfRole: 10_240,
} as const;

/** Characters of a document as IAM counts them: without white space, which only texts of statements may hold. */
export function policyLength(document: JsonObject): number {
  return JSON.stringify(document).replaceAll(/\s/g, "").length;
}

/** What of the tighter policies IAM would not take, one sentence each. */
export function policyLimits(
  documents: readonly Pick<TightenedDocument, "source" | "name" | "outcome" | "characters">[],
): string[] {
  // What takes the place of an attached policy is an inline one, as the writers put it.
  const isInline = ({ source, outcome }: (typeof documents)[number]) =>
    source.startsWith("inline:") || outcome === "narrowed";
  const inline = documents.filter(isInline).reduce((sum, { characters }) => sum + characters, 0);
  const whole = (count: number) => count.toLocaleString("en-US");
  return [
    ...(inline > mostCharacters.inlineOfRole
      ? [
          `As inline policies they have ${whole(inline)} characters together, and IAM takes ${whole(mostCharacters.inlineOfRole)} of a role: make managed policies of some.`,
        ]
      : []),
    ...documents
      .filter(({ outcome, characters }) => outcome === "narrowed" && characters > mostCharacters.managed)
      .map(
        ({ name, characters }) =>
          `The one in place of ${name} has ${whole(characters)} characters, and a managed policy may have ${whole(mostCharacters.managed)}: as one it would have to be divided.`,
      ),
  ];
}
