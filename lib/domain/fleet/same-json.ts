/** Whether two JSON values say the same; the order of object keys does not matter, that of arrays does. */
export function sameJson(one: unknown, other: unknown): boolean {
  // Not Object.is: "-0" parses to another zero than the 0 that the store gives back for it.
  if (one === other) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const entries = Object.entries(one);
  const others = new Map<string, unknown>(Object.entries(other));
  return (
    entries.length === others.size &&
    entries.every(([key, value]) => others.has(key) && sameJson(value, others.get(key)))
  );
}
