import { describeRule } from "#lib/domain/findings/rules.ts";
import type { ExportedFinding } from "./export-shapes.ts";

const levels: Readonly<Record<string, "error" | "warning" | "note">> = {
  critical: "error",
  high: "error",
  medium: "warning",
  low: "note",
};

/** GitHub and others rank by this property: 9.0 and above is critical, 7.0 high, 4.0 medium. */
const severities: Readonly<Record<string, string>> = { critical: "9.5", high: "8.0", medium: "5.5", low: "2.0" };

/** Findings as SARIF 2.1.0: one run, a result for each, suppressed ones marked as such. */
export async function* writeSarif(findings: AsyncIterable<ExportedFinding>): AsyncGenerator<string> {
  const rules = new Set<string>();
  yield '{\n"$schema": "https://json.schemastore.org/sarif-2.1.0.json",\n"version": "2.1.0",\n"runs": [{\n"results": [';
  let lead = "\n";
  for await (const finding of findings) {
    rules.add(finding.rule);
    yield `${lead}${JSON.stringify(resultOf(finding))}`;
    lead = ",\n";
  }
  const driver = { name: "Lamplight", rules: [...rules].sort().map(descriptorOf) };
  yield `\n],\n"tool": ${JSON.stringify({ driver })}\n}]\n}\n`;
}

function resultOf(finding: ExportedFinding) {
  const title = describeRule(finding.rule)?.title ?? finding.rule;
  return {
    ruleId: finding.rule,
    level: levels[finding.severity] ?? "warning",
    message: { text: `${title}: ${finding.resourceArn}` },
    locations: [{ logicalLocations: [{ fullyQualifiedName: finding.resourceArn, kind: "resource" }] }],
    partialFingerprints: { "lamplight/v1": `${finding.rule}:${finding.resourceArn}` },
    ...(finding.status === "suppressed" ? { suppressions: [{ kind: "external", status: "accepted" }] } : {}),
    properties: {
      accountId: finding.accountId,
      region: finding.region,
      status: finding.status,
      firstSeen: finding.firstSeen,
      lastSeen: finding.lastSeen,
      evidence: finding.evidence,
    },
  };
}

function descriptorOf(id: string) {
  const rule = describeRule(id);
  return {
    id,
    shortDescription: { text: rule?.title ?? id },
    help: { text: rule?.remedy ?? "" },
    defaultConfiguration: { level: levels[rule?.severity ?? ""] ?? "warning" },
    properties: { "security-severity": severities[rule?.severity ?? ""] ?? "0.0" },
  };
}
