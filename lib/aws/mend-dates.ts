/** An element that the SDK reads as an instant, by its name: CreateDate, LastUsedDate, createTime, creationTimestamp. */
const dates = /<(\w*(?:Date|Time|Timestamp))>([^<]*)<\/\1>/g;
/** What the SDK's XML reader takes for an instant; it throws away the whole answer for any other. */
const readable =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/i;

/** Where AWS leaves this out it says "never": an answer that must not be mended into saying so. */
const tellsNever = "LastAccessedTime";

/**
 * An XML answer without the dates that cannot be read: each costs itself and not the thousand roles of its page. Absent
 * dates are unknown ones everywhere else. Answers without such a date are given back as they are.
 */
export function mendDates(body: Uint8Array): Uint8Array {
  const text = new TextDecoder().decode(body);
  const mended = text.replace(dates, (element, name: string, value: string) =>
    name === tellsNever || readable.test(value.trim()) ? element : "",
  );
  return mended.length === text.length ? body : new TextEncoder().encode(mended);
}
