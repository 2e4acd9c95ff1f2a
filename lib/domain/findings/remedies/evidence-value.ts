import type { Evidence } from "#lib/domain/findings/finding.ts";
import type { Json, JsonObject } from "#lib/domain/fleet/observed.ts";

/** The values of all evidence of one kind that are objects. */
export function evidenceObjects(evidence: readonly Evidence[], fact: string): readonly JsonObject[] {
  return evidence.flatMap((one) => (one.fact === fact && isObject(one.value) ? [one.value] : []));
}

/** A text in the first evidence of a kind; null where there is none. */
export function evidenceText(evidence: readonly Evidence[], fact: string, field: string): string | null {
  const value = evidenceObjects(evidence, fact)[0]?.[field];
  return typeof value === "string" ? value : null;
}

function isObject(value: Json): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What follows the function's own ARN in a source: the version or alias, null for the function itself. */
export function qualifierOf(source: string, functionArn: string): string | null {
  return source.startsWith(`${functionArn}:`) ? source.slice(functionArn.length + 1) : null;
}

/** The texts of the lists among the evidence of one kind. */
export function evidenceTexts(evidence: readonly Evidence[], fact: string): readonly string[] {
  return evidence.flatMap((one) =>
    one.fact === fact && Array.isArray(one.value) ? one.value.filter((text) => typeof text === "string") : [],
  );
}

/** The service that a statement's `Principal` names; the first of several, null where there is none. */
export function servicePrincipalOf(statement: unknown): string | null {
  const principal = memberOf(memberOf(statement, "Principal"), "Service");
  const first: unknown = Array.isArray(principal) ? principal[0] : principal;
  return typeof first === "string" ? first : null;
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}
