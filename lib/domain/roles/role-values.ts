import { roleVerdictNames } from "#lib/domain/iam/judgement/role-judgement.ts";
import { verdictWords } from "./verdict-words.ts";

const verdicts: Readonly<Record<string, string>> = {
  ...Object.fromEntries(roleVerdictNames.map((name) => [name, verdictWords[name].title])),
  none: "None that weighs",
  unknown: "Unknown",
};

/** How values of the role filter are written for people, by property; as they stand in the URL where a property is absent. */
const labels: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  severity: {
    critical: "Critical",
    high: "High",
    medium: "Medium",
    low: "Low",
    none: "Ordinary work only",
    unknown: "Unknown",
  },
  verdict: verdicts,
  anyVerdict: verdicts,
  escalation: { certain: "Yes", potential: "Perhaps", none: "No", unknown: "Unknown" },
  trust: {
    anyPrincipal: "Anyone",
    foreignAccount: "An outside account",
    missingExternalId: "One without external id",
    webIdentityWithoutSubject: "Any web identity",
    asMeant: "Nobody unexpected",
    unknown: "Unknown",
  },
};

/** How a value of the role filter is written; undefined where it is written as it stands. */
export function roleValueLabel(property: string, value: string): string | undefined {
  return labels[property]?.[value];
}
