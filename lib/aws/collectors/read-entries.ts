import { recordOrNull } from "#lib/aws/answer.ts";
import { MalformedAnswerError } from "#lib/aws/failure.ts";
import type { UnreadableEntry } from "#lib/domain/collection/source.ts";

type Answer = Readonly<Record<string, unknown>>;

export interface ReadEntries<T> {
  readonly entries: readonly T[];
  readonly unreadable: readonly UnreadableEntry[];
}

/**
 * Parses the entries of a page. One that cannot be read costs itself where it says which it is, else the page: a list
 * that may be of anything proves nothing. Entries of one key are one: the last counts.
 */
export function readEntries<T>(
  items: readonly unknown[],
  keyOf: (entry: Answer) => string | null,
  parse: (entry: unknown) => T,
): ReadEntries<T> {
  const entries = new Map<string, T>();
  const unreadable = new Map<string, UnreadableEntry>();
  for (const item of items) {
    const key = keyOf(recordOrNull(item) ?? {});
    try {
      const entry = parse(item);
      // Without a key it is unlike all others.
      entries.set(key ?? `#${entries.size}`, entry);
    } catch (error) {
      if (!(error instanceof MalformedAnswerError) || key === null) throw error;
      unreadable.set(key, { key, reason: error.what });
    }
  }
  return {
    entries: [...entries.values()],
    unreadable: [...unreadable.values()].filter(({ key }) => !entries.has(key)),
  };
}

/** A page's list of entries that could not be read, left out where all could. */
export function unreadableOf(...pages: readonly ReadEntries<unknown>[]): {
  readonly unreadable?: readonly UnreadableEntry[];
} {
  const unreadable = pages.flatMap((page) => page.unreadable);
  return unreadable.length === 0 ? {} : { unreadable };
}
