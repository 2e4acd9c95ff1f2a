import { describeRule } from "#lib/domain/findings/rules.ts";
import type { ExportedFinding } from "./export-shapes.ts";
import { sarifLevels, sarifScores } from "./sarif-severity.ts";

/** The store knows severities as text. */
const levels: Readonly<Record<string, "error" | "warning" | "note">> = sarifLevels;
const severities: Readonly<Record<string, string>> = sarifScores;

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
