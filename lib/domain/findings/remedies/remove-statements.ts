import { qualifierOf } from "./evidence-value.ts";
import { statementId } from "./function-url-public.ts";
import { shellWord } from "./quote.ts";
import type { RemedySubject } from "./remedy.ts";

/** A statement that proves a finding, and what the AWS CLI says to be at its policy. */
export interface GuiltyStatement {
  /** `--function-name NAME --region REGION`, with `--qualifier` for a version or alias. */
  readonly at: string;
  /** Its Sid as a shell word. */
  readonly id: string;
  readonly qualifier: string | null;
  readonly value: unknown;
}

/** The policy statements among a finding's evidence. */
export function guiltyStatements({ resourceArn, resourceName, region, evidence }: RemedySubject): GuiltyStatement[] {
  return evidence
    .filter(({ fact }) => fact === "policy statement")
    .map(({ source, value }) => {
      const qualifier = qualifierOf(source, resourceArn);
      const suffix = qualifier === null ? "" : ` --qualifier ${shellWord(qualifier)}`;
      const at = `--function-name ${shellWord(resourceName)} --region ${region}${suffix}`;
      return { at, id: statementId(value), qualifier, value };
    });
}

/** One command for each statement that takes it off its policy. */
export function removals(statements: readonly GuiltyStatement[]): string {
  return statements.map(({ at, id }) => `aws lambda remove-permission ${at} --statement-id ${id}`).join("\n");
}
