/**
 * How a task's cursor lies in the store. The collector's own text is opaque, and null means two things (nothing read
 * yet, everything read), so a prefix tells them apart: a task killed between its last page and its end does not read
 * everything again.
 */
const prefix = "at:";
const allRead = "end";

/** The text to keep after a page. */
export function toStoredCursor(nextCursor: string | null): string {
  return nextCursor === null ? allRead : `${prefix}${nextCursor}`;
}

export type ResumePoint = { readonly allRead: true } | { readonly allRead: false; readonly cursor: string | null };

/** Where to go on. */
export function fromStoredCursor(stored: string | null): ResumePoint {
  if (stored === allRead) return { allRead: true };
  return { allRead: false, cursor: stored?.startsWith(prefix) ? stored.slice(prefix.length) : null };
}
