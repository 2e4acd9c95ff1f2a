/**
 * The property filter as text: `runtime = nodejs18.x and vpc = yes and cost > 50`. One readable search parameter;
 * the same parser serves the browser and the GET handlers.
 *
 * Grammar: `clause (" and " clause)*`; a clause is `property operator value`, or `property = (a, b)` for any of
 * several. A value with blanks, commas, brackets or quotes stands in double quotes, with `\` before `"` and `\`.
 */

export const filterOperators = ["=", "!=", ">=", "<=", ">", "<", ":"] as const;

/** `:` means "contains". With several values `=` means any of them, `!=` none of them. */
export type FilterOperator = (typeof filterOperators)[number];

export interface FilterClause {
  readonly property: string;
  readonly operator: FilterOperator;
  readonly values: readonly string[];
}

export type ParsedFilter =
  | { readonly ok: true; readonly clauses: readonly FilterClause[] }
  | { readonly ok: false; readonly message: string; readonly at: number };

const tokenPattern = /\s*(?:("(?:[^"\\]|\\.)*")|(!=|>=|<=|[=<>:(),])|([^\s"=<>!:(),]+))/y;

interface Token {
  readonly kind: "word" | "quoted" | "symbol";
  readonly text: string;
  readonly at: number;
}

function tokenize(text: string): Token[] | number {
  const tokens: Token[] = [];
  let at = 0;
  while (text.slice(at).trim() !== "") {
    tokenPattern.lastIndex = at;
    const match = tokenPattern.exec(text);
    if (!match) return at;
    const [whole, quoted, symbol, word] = match;
    const start = at + whole.length - whole.trimStart().length;
    if (quoted !== undefined)
      tokens.push({ kind: "quoted", text: quoted.slice(1, -1).replace(/\\(.)/gs, "$1"), at: start });
    else if (symbol !== undefined) tokens.push({ kind: "symbol", text: symbol, at: start });
    else if (word !== undefined) tokens.push({ kind: "word", text: word, at: start });
    at += whole.length;
  }
  return tokens;
}

/** Parses a filter; the empty text is the empty filter. On a fault says in words what was expected and where. */
export function parseFilter(text: string): ParsedFilter {
  const tokens = tokenize(text);
  if (typeof tokens === "number")
    return { ok: false, message: "A quote is not closed, or a sign is not known.", at: tokens };
  const clauses: FilterClause[] = [];
  let position = 0;
  while (position < tokens.length) {
    if (clauses.length > 0) {
      const joint = tokens[position];
      if (joint?.kind !== "word" || joint.text.toLowerCase() !== "and")
        return fault("Expected “and” between two conditions.", joint, text);
      position += 1;
    }
    const clause = readClause(tokens, position, text);
    if ("message" in clause) return clause;
    clauses.push(clause.clause);
    position = clause.next;
  }
  return { ok: true, clauses };
}

type Fault = Extract<ParsedFilter, { ok: false }>;

function fault(message: string, token: Token | undefined, text: string): Fault {
  return { ok: false, message, at: token?.at ?? text.length };
}

function readClause(
  tokens: readonly Token[],
  start: number,
  text: string,
): { readonly clause: FilterClause; readonly next: number } | Fault {
  const property = tokens[start];
  if (property?.kind !== "word") return fault("Expected the name of a property.", property, text);
  const sign = tokens[start + 1];
  const operator = filterOperators.find((known) => sign?.kind === "symbol" && known === sign.text);
  if (!operator) return fault("Expected one of = != > >= < <= : after the property.", sign, text);
  const first = tokens[start + 2];
  if (first?.kind !== "symbol") {
    if (!first) return fault("Expected a value.", first, text);
    return { clause: { property: property.text, operator, values: [first.text] }, next: start + 3 };
  }
  if (first.text !== "(") return fault("Expected a value.", first, text);
  const list = readList(tokens, start + 3, text);
  return "message" in list
    ? list
    : { clause: { property: property.text, operator, values: list.values }, next: list.next };
}

function readList(
  tokens: readonly Token[],
  start: number,
  text: string,
): { readonly values: readonly string[]; readonly next: number } | Fault {
  const values: string[] = [];
  for (let position = start; ; position += 2) {
    const value = tokens[position];
    if (!value || value.kind === "symbol") return fault("Expected a value in the list.", value, text);
    values.push(value.text);
    const end = tokens[position + 1];
    if (end?.kind === "symbol" && end.text === ")") return { values, next: position + 2 };
    if (end?.kind !== "symbol" || end.text !== ",") return fault("Expected a comma or a closing bracket.", end, text);
  }
}

function writeValue(value: string): string {
  return /^[^\s"=<>!:(),\\]+$/.test(value) ? value : `"${value.replace(/["\\]/g, "\\$&")}"`;
}

/** Writes one clause as it stands in the URL and on its token. */
export function formatClause({ property, operator, values }: FilterClause): string {
  const [only] = values;
  return values.length === 1 && only !== undefined
    ? `${property} ${operator} ${writeValue(only)}`
    : `${property} ${operator} (${values.map(writeValue).join(", ")})`;
}

/** The inverse of {@link parseFilter}. */
export function formatFilter(clauses: readonly FilterClause[]): string {
  return clauses.map(formatClause).join(" and ");
}

/** The values that `property = …` asks for. */
export function chosenValues(clauses: readonly FilterClause[], property: string): readonly string[] {
  return clauses.find((clause) => clause.property === property && clause.operator === "=")?.values ?? [];
}

/** The filter with `value` of `property` switched on or off, as a facet does it. */
export function toggleValue(
  clauses: readonly FilterClause[],
  property: string,
  value: string,
): readonly FilterClause[] {
  const chosen = chosenValues(clauses, property);
  const values = chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value];
  const index = clauses.findIndex((clause) => clause.property === property && clause.operator === "=");
  const clause: FilterClause = { property, operator: "=", values };
  if (index < 0) return [...clauses, clause];
  return clauses.flatMap((other, at) => (at !== index ? [other] : values.length > 0 ? [clause] : []));
}
