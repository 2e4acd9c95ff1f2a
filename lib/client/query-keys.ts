/**
 * The base of every query key: the noun first, so that a change to one noun invalidates all its views.
 * Features build their own keys on it, each in one place.
 */
export const queryKeys = {
  search: (text: string) => ["search", text] as const,
  frame: () => ["frame"] as const,
  window: (noun: string, query: string) => [noun, "window", query] as const,
  facets: (noun: string, query: string) => [noun, "facets", query] as const,
  one: (noun: string, id: string) => [noun, "one", id] as const,
};
