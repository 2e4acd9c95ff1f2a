import type { Json, JsonObject } from "#lib/domain/fleet/observed.ts";
import type { Evidence } from "./finding.ts";

/** One action of a way to gain rights. */
export interface PathStepView {
  readonly action: string;
  readonly resources: readonly string[];
}

/** Evidence as people read it; `plain` is shown as it stands. */
export type EvidenceView =
  | { readonly kind: "sentence"; readonly text: string }
  | {
      readonly kind: "path";
      readonly title: string;
      readonly steps: readonly PathStepView[];
      readonly gains: readonly string[];
      readonly potential: boolean;
    }
  | { readonly kind: "statement"; readonly source: string; readonly sid: string | null; readonly statement: JsonObject }
  | { readonly kind: "plain"; readonly fact: string; readonly source: string; readonly value: Json };

/**
 * Evidence in the order in which one reads it: what is so, how it would be done, which statements prove it, the rest. A
 * value of another shape than its fact has today (an older finding's) is shown as it stands.
 */
export function evidenceViews(evidence: readonly Evidence[]): readonly EvidenceView[] {
  const order: readonly EvidenceView["kind"][] = ["sentence", "path", "statement", "plain"];
  return evidence.map(viewOf).toSorted((one, other) => order.indexOf(one.kind) - order.indexOf(other.kind));
}

function viewOf({ fact, source, value }: Evidence): EvidenceView {
  const plain: EvidenceView = { kind: "plain", fact, source, value };
  switch (fact) {
    case "reach":
      return typeof value === "string" ? { kind: "sentence", text: value } : plain;
    case "shared role":
      return sharedView(value) ?? plain;
    case "escalation path":
      return pathView(value) ?? plain;
    case "policy statement":
      return isObject(value) ? { kind: "statement", source, sid: sidOf(value), statement: value } : plain;
    default:
      return plain;
  }
}

function pathView(value: Json): EvidenceView | null {
  if (!isObject(value)) return null;
  const { title, steps, gains, potential } = value;
  if (typeof title !== "string" || !Array.isArray(steps) || typeof potential !== "boolean" || !isTexts(gains))
    return null;
  const read = steps.map(stepView);
  const known = read.flatMap((step) => step ?? []);
  return known.length === read.length ? { kind: "path", title, steps: known, gains, potential } : null;
}

function stepView(value: Json): PathStepView | null {
  if (!isObject(value) || typeof value.action !== "string" || !isTexts(value.resources)) return null;
  return { action: value.action, resources: value.resources };
}

function sharedView(value: Json): EvidenceView | null {
  if (!isObject(value)) return null;
  const { functions, teams, because } = value;
  if (typeof functions !== "number" || !isTexts(teams) || typeof because !== "string") return null;
  const whose = teams.length > 1 ? ` of ${teams.length} teams (${teams.join(", ")})` : "";
  return { kind: "sentence", text: `${functions} functions${whose} run as it. ${because}` };
}

const sidOf = ({ Sid }: JsonObject) => (typeof Sid === "string" && Sid !== "" ? Sid : null);

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isTexts(value: Json | undefined): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === "string");
}
