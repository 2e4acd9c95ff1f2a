/** What an account's offset is drawn from. */
export interface OffsetSubject {
  /** Tells installations apart, so that two of them do not ask one account at the same second. */
  readonly salt: string;
  readonly accountId: string;
  /** Seconds over which beginnings are spread; 0 for none. */
  readonly windowSeconds: number;
}

/**
 * Milliseconds after the beginning of a scheduled run at which an account's readings begin: the same in every run, at
 * least 0 and below the window. Accounts are spread evenly, since the hash is (FNV-1a, 32 bits, stirred once more as
 * MurmurHash3 ends, because digits of account ids differ in few bits).
 */
export function scheduleOffsetMs({ salt, accountId, windowSeconds }: OffsetSubject): number {
  return Math.floor((hash(`${salt} ${accountId}`) / 2 ** 32) * windowSeconds * 1_000);
}

function hash(text: string): number {
  let state = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    state = Math.imul(state ^ text.charCodeAt(index), 0x01000193);
  }
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
  return (state ^ (state >>> 16)) >>> 0;
}
