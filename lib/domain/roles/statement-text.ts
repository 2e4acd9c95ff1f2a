/** The order in which people write a statement's elements; the store keeps another. */
const elements = [
  "Sid",
  "Effect",
  "Principal",
  "NotPrincipal",
  "Action",
  "NotAction",
  "Resource",
  "NotResource",
  "Condition",
];

/** A statement with its elements in the order in which people write them; elements that are not known come last. */
export function orderedStatement(statement: unknown): unknown {
  if (typeof statement !== "object" || statement === null || Array.isArray(statement)) return statement;
  const entries = Object.entries(statement);
  const known = elements.flatMap((name) => entries.filter(([key]) => key === name));
  return Object.fromEntries([...known, ...entries.filter(([key]) => !elements.includes(key))]);
}

/** A statement as JSON for reading. */
export function statementText(statement: unknown): string {
  return JSON.stringify(orderedStatement(statement), null, 2);
}
