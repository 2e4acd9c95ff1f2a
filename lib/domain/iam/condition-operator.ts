/** A condition operator taken apart. Names compare without regard to case, since documents in the wild vary. */
export interface ConditionOperator {
  /** Lower case, without prefix and suffix, for example `stringnotequals`. */
  readonly base: string;
  /** `ForAnyValue:` or `ForAllValues:`; the latter is met by an absent key. */
  readonly quantifier: "any" | "all" | null;
  /** With the suffix, an absent key meets the test. */
  readonly ifExists: boolean;
}

/** Takes an operator such as `ForAnyValue:StringLikeIfExists` apart. */
export function parseConditionOperator(written: string): ConditionOperator {
  const lower = written.toLowerCase();
  const colon = lower.indexOf(":");
  const prefix = colon < 0 ? "" : lower.slice(0, colon);
  const name = lower.slice(colon + 1);
  const ifExists = name.endsWith("ifexists");
  return {
    base: ifExists ? name.slice(0, -"ifexists".length) : name,
    quantifier: prefix === "foranyvalue" ? "any" : prefix === "forallvalues" ? "all" : null,
    ifExists,
  };
}
