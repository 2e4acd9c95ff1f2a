import type { Evidence, RuleId } from "#lib/domain/findings/finding.ts";

/** The ways in which people change AWS. */
export type RemedyTool = "AWS CLI" | "CloudFormation or SAM" | "CDK (TypeScript)" | "Terraform";

/** One way to mend a finding: text to copy, with what has to be filled in named in capitals. */
export interface Remedy {
  readonly tool: RemedyTool;
  readonly code: string;
}

/** What a remedy is written for. */
export interface RemedySubject {
  readonly rule: RuleId;
  readonly resourceArn: string;
  readonly resourceName: string;
  readonly accountId: string;
  /** Null for roles. */
  readonly region: string | null;
  readonly evidence: readonly Evidence[];
}

/** Writes the remedy of one rule for one resource in all four ways. Pure: the same finding has the same text. */
export type WriteRemedies = (subject: RemedySubject) => readonly Remedy[];

/** The four ways in their fixed order. */
export function remedies(cli: string, cloudFormation: string, cdk: string, terraform: string): readonly Remedy[] {
  return [
    { tool: "AWS CLI", code: cli },
    { tool: "CloudFormation or SAM", code: cloudFormation },
    { tool: "CDK (TypeScript)", code: cdk },
    { tool: "Terraform", code: terraform },
  ];
}
