import { sarifLevels, sarifScores } from "#lib/services/export/sarif-severity.ts";
import type { AnalysisFinding, AnalyzedRole, RoleAnalysis } from "./analysis.ts";
import { type AnalysisRuleId, analysisRules } from "./analysis-rules.ts";
import { tellingFindings } from "./telling-findings.ts";

/** SARIF 2.1.0, §3.11.5: braces in a message are placeholders unless they stand twice. */
const messageText = (text: string) => text.replaceAll("{", "{{").replaceAll("}", "}}");

/** A path as a URI reference; what a URI may not hold is percent-encoded. */
function uriOf(path: string): string {
  const encoded = path.replaceAll("\\", "/").toWellFormed().split("/").map(encodeURIComponent).join("/");
  return encoded.startsWith("/") ? `file://${encoded}` : encoded;
}

/** Rules that were violated at several severities keep the gravest as their own. */
function rulesOf(roles: readonly AnalyzedRole[]) {
  const found = new Set<AnalysisRuleId>();
  for (const role of roles) for (const finding of tellingFindings(role)) found.add(finding.rule);
  return analysisRules
    .filter(({ id }) => found.has(id))
    .map(({ id, title, remedy, severity }) => ({
      id,
      shortDescription: { text: title },
      help: { text: remedy },
      defaultConfiguration: { level: sarifLevels[severity] },
      properties: { "security-severity": sarifScores[severity], tags: ["security", "iam"] },
    }));
}

/** The same for the same finding of a later run: a role has one of each rule, but of escalations and of trust. */
function fingerprintOf(roleArn: string, { rule, set, why }: AnalysisFinding): string {
  const own = rule === "role-trust" ? [why] : set === undefined ? [] : [set];
  return [rule, roleArn, ...own].join(":");
}

interface Place {
  readonly ruleIndex: number;
  /** The file as it was named; null for standard input. */
  readonly file: string | null;
}

function resultOf(role: AnalyzedRole, finding: AnalysisFinding, { ruleIndex, file }: Place) {
  const { rule, severity, title, why, statements, set, steps } = finding;
  const roleArn = role.roleArn.toWellFormed();
  return {
    ruleId: rule,
    ruleIndex,
    level: sarifLevels[severity],
    message: { text: messageText(`${role.roleName}: ${title}. ${why}`.toWellFormed()) },
    locations: [
      {
        ...(file === null
          ? {}
          : { physicalLocation: { artifactLocation: { uri: uriOf(file) }, region: { startLine: 1 } } }),
        logicalLocations: [{ name: role.roleName, fullyQualifiedName: roleArn, kind: "resource" }],
      },
    ],
    partialFingerprints: { "lamplight/v1": fingerprintOf(roleArn, finding) },
    properties: {
      "security-severity": sarifScores[severity],
      statements,
      ...(steps === undefined ? {} : { set, steps }),
    },
  };
}

/** An analysis as SARIF 2.1.0, piece by piece: a result for each finding, a notification for what could not be judged. */
export function* writeAnalysisSarif(analysis: RoleAnalysis, file: string | null): Generator<string> {
  const rules = rulesOf(analysis.roles);
  const indexes = new Map(rules.map(({ id }, index) => [id, index]));
  yield '{\n"$schema": "https://json.schemastore.org/sarif-2.1.0.json",\n"version": "2.1.0",\n"runs": [{\n';
  yield `"tool": ${JSON.stringify({ driver: { name: "Lamplight", rules } })},\n`;
  const notifications = analysis.errors.map(({ subject, message }) => ({
    level: "error",
    message: { text: messageText(`${subject}: ${message}`.toWellFormed()) },
  }));
  const invocation = {
    executionSuccessful: true,
    endTimeUtc: analysis.analyzedAt.toISOString(),
    toolExecutionNotifications: notifications,
  };
  yield `"invocations": ${JSON.stringify([invocation])},\n"results": [`;
  let lead = "\n";
  for (const role of analysis.roles) {
    for (const finding of tellingFindings(role)) {
      yield `${lead}${JSON.stringify(resultOf(role, finding, { ruleIndex: indexes.get(finding.rule) ?? -1, file }))}`;
      lead = ",\n";
    }
  }
  yield "\n]\n}]\n}\n";
}
