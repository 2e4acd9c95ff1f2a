import { isInRange } from "./ip-range.ts";
import { matchResolved } from "./policy-variables.ts";
import { all, any, type Truth, truthOf } from "./truth.ts";

/** Fills a policy's variables in; null where the pattern can match nothing. */
type Resolve = (written: string, wildcards: boolean) => string | null;

/** Whether one value of a request matches one value that the policy wants. */
type Compare = (wanted: string, value: string, resolve: Resolve) => Truth;

interface Operator {
  /** The test holds where no wanted value matches. */
  readonly negated: boolean;
  readonly compare: Compare;
  /** How a sentence says it: "aws:PrincipalOrgID is o-abc". */
  readonly words: string;
}

const text = (wildcards: boolean): Compare => {
  return (wanted, value, resolve) => matchResolved(resolve(wanted, wildcards), value);
};

const textInAnyCase: Compare = (wanted, value, resolve) =>
  matchResolved(resolve(wanted, false)?.toLowerCase() ?? null, value.toLowerCase());

/** The six fields of an ARN, the resource with its own colons; null for what has fewer. */
function arnFields(arn: string): readonly string[] | null {
  const fields = arn.split(":");
  return fields.length < 6 ? null : [...fields.slice(0, 5), fields.slice(5).join(":")];
}

/** Field by field, so that a wildcard stays in its own; ArnEquals knows wildcards as ArnLike does. */
const arn: Compare = (wanted, value, resolve) => {
  const pattern = resolve(wanted, true);
  if (pattern === null) return "no";
  const wantedFields = arnFields(pattern);
  const fields = arnFields(value);
  // A `*` at the end, as in `arn:aws:*`, fills the fields that are not written; without it they are missing.
  if (wantedFields === null) return pattern.endsWith("*") ? matchResolved(pattern, value) : "no";
  if (fields === null) return "no";
  return all(wantedFields.map((field, at) => matchResolved(field, fields[at] ?? "")));
};

function parseNumber(written: string): number | null {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(written.trim()) ? Number(written) : null;
}

const datePattern = /^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?)?)?$/i;

/** Milliseconds of an ISO 8601 date (UTC unless it says otherwise) or of seconds since 1970. */
function parseDate(written: string): number | null {
  const trimmed = written.trim();
  if (datePattern.test(trimmed)) {
    const timed = /T/i.test(trimmed) && !/(Z|[+-]\d{2}:?\d{2})$/i.test(trimmed) ? `${trimmed}Z` : trimmed;
    const instant = Date.parse(timed.toUpperCase());
    return Number.isNaN(instant) ? null : instant;
  }
  const seconds = parseNumber(trimmed);
  return seconds === null ? null : seconds * 1000;
}

type Holds = (value: number, wanted: number) => boolean;
const ordered = (parse: (written: string) => number | null, holds: Holds): Compare => {
  return (wanted, value) => {
    const [left, right] = [parse(value), parse(wanted)];
    return truthOf(left !== null && right !== null && holds(left, right));
  };
};

const equals: Holds = (value, wanted) => value === wanted;
const orders: readonly (readonly [string, boolean, Holds, string])[] = [
  ["equals", false, equals, "is"],
  ["notequals", true, equals, "is not"],
  ["lessthan", false, (value, wanted) => value < wanted, "is less than"],
  ["lessthanequals", false, (value, wanted) => value <= wanted, "is at most"],
  ["greaterthan", false, (value, wanted) => value > wanted, "is more than"],
  ["greaterthanequals", false, (value, wanted) => value >= wanted, "is at least"],
];

const dateWords = (words: string) =>
  words
    .replace("less than", "before")
    .replace("more than", "after")
    .replace("at most", "until")
    .replace("at least", "from");

const bool: Compare = (wanted, value) => truthOf(wanted.toLowerCase() === value.toLowerCase());
const withoutPadding = (base64: string) => base64.replace(/=+$/, "");
const binary: Compare = (wanted, value) => truthOf(withoutPadding(wanted) === withoutPadding(value));
const ip: Compare = (wanted, value) => truthOf(isInRange(wanted, value));

const operators = new Map<string, Operator>([
  ["stringequals", { negated: false, compare: text(false), words: "is" }],
  ["stringnotequals", { negated: true, compare: text(false), words: "is not" }],
  ["stringequalsignorecase", { negated: false, compare: textInAnyCase, words: "equals, letter case aside," }],
  ["stringnotequalsignorecase", { negated: true, compare: textInAnyCase, words: "does not equal, letter case aside," }],
  ["stringlike", { negated: false, compare: text(true), words: "is like" }],
  ["stringnotlike", { negated: true, compare: text(true), words: "is not like" }],
  ["arnequals", { negated: false, compare: arn, words: "is like" }],
  ["arnlike", { negated: false, compare: arn, words: "is like" }],
  ["arnnotequals", { negated: true, compare: arn, words: "is not like" }],
  ["arnnotlike", { negated: true, compare: arn, words: "is not like" }],
  ["bool", { negated: false, compare: bool, words: "is" }],
  ["binaryequals", { negated: false, compare: binary, words: "is" }],
  ["ipaddress", { negated: false, compare: ip, words: "is in" }],
  ["notipaddress", { negated: true, compare: ip, words: "is not in" }],
  ...orders.flatMap(([name, negated, holds, words]): readonly (readonly [string, Operator])[] => [
    [`numeric${name}`, { negated, compare: ordered(parseNumber, holds), words }],
    [`date${name}`, { negated, compare: ordered(parseDate, holds), words: dateWords(words) }],
  ]),
]);

/** A condition operator by its base name (lower case, without quantifier and `IfExists`); null for an unknown one. */
export function operatorOf(base: string): Operator | null {
  return operators.get(base) ?? null;
}

/** Whether one value of a request passes the test against all values that the policy wants. */
export function passes(operator: Operator, wanted: readonly string[], value: string, resolve: Resolve): Truth {
  const matched = any(wanted.map((one) => operator.compare(one, value, resolve)));
  if (!operator.negated || matched === "unknown") return matched;
  return truthOf(matched === "no");
}
