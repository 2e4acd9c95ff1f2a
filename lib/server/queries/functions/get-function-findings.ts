import { sharedDatabase } from "#lib/db/shared-database.ts";
import { describeRule } from "#lib/domain/findings/rules.ts";
import type { FunctionFindingView, FunctionThing } from "#lib/domain/views/function-detail.ts";

const order = ["critical", "high", "medium", "low"];

/** Findings of a function and of the role that it runs as, the worst first; resolved ones are left out. */
export async function getFunctionFindings(
  { arn, roleArn }: Pick<FunctionThing, "arn" | "roleArn">,
  withRole: boolean,
): Promise<FunctionFindingView[]> {
  const findings = await sharedDatabase().prisma.finding.findMany({
    where: { resourceArn: { in: withRole && roleArn !== null ? [arn, roleArn] : [arn] }, status: { not: "resolved" } },
    orderBy: { firstSeen: "asc" },
  });
  return findings
    .map((finding) => ({
      id: finding.id,
      rule: finding.rule,
      title: describeRule(finding.rule)?.title ?? finding.rule,
      remedy: describeRule(finding.rule)?.remedy ?? "",
      severity: finding.severity,
      status: finding.status,
      resourceArn: finding.resourceArn,
      firstSeen: finding.firstSeen.toISOString(),
      lastSeen: finding.lastSeen.toISOString(),
      unverifiedReason: finding.unverifiedReason,
      evidence: evidenceOf(finding.evidence),
    }))
    .sort((one, other) => order.indexOf(one.severity) - order.indexOf(other.severity));
}

function evidenceOf(evidence: unknown): FunctionFindingView["evidence"] {
  if (!Array.isArray(evidence)) return [];
  return evidence.map((one: { fact: string; source: string; value: unknown }) => ({
    fact: one.fact,
    source: one.source,
    value: JSON.stringify(one.value, null, 2),
  }));
}
