import { type FaultedCall, FaultSyntaxError, type FaultTarget, hitsTarget, parseFaultTarget } from "./fault-target.ts";

/** Faults that hit a share of the calls. */
const shared = ["throttle", "reset", "cut", "half-page", "error", "slow"] as const;
/** Faults that hit every call of their target. */
const always = ["deny", "scp", "boundary", "expired", "down", "hang", "html", "missing"] as const;
/** Faults of an account as a whole, told by AssumeRole and by the organisation. */
const ofAccounts = ["untrusted", "external-id", "suspended", "closing", "left"] as const;

export type FaultKind = (typeof shared)[number] | (typeof always)[number] | (typeof ofAccounts)[number];

export interface Fault {
  readonly kind: FaultKind;
  /** Share of the calls that are hit, 0 to 1. */
  readonly share: number;
  /** Extra milliseconds of `slow`. */
  readonly delayMs: number;
  readonly target: FaultTarget;
}

/**
 * Reads a `--faults` text: items separated by commas.
 *
 * | item | each call of the target |
 * |---|---|
 * | `throttle=SHARE[:TARGET]` | is throttled, in the words of its service |
 * | `reset=SHARE[:TARGET]` | has its connection reset before an answer |
 * | `cut=SHARE[:TARGET]` | gets half of its answer, then the connection drops |
 * | `half-page=SHARE[:TARGET]` | gets half as many items as its page could hold, and the token for the rest |
 * | `error=SHARE[:TARGET]` | fails with the service's internal error |
 * | `slow=SHARE:MILLISECONDS[:TARGET]` | is answered so much later |
 * | `deny=TARGET` | is denied (for an account, assuming a role in it too) |
 * | `scp=TARGET` | is denied by a service control policy |
 * | `boundary=TARGET` | is denied by a permissions boundary, which does not allow it |
 * | `expired=TARGET` | is told that its credentials have expired |
 * | `down=TARGET` | is told that the service is unavailable |
 * | `hang=TARGET` | has its connection accepted and is never answered |
 * | `html=TARGET` | gets a web page instead of an answer |
 * | `missing=TARGET` | is told that there is no such operation |
 * | `untrusted=ACCOUNT` | of AssumeRole for a role there is denied: it is not there, or trusts somebody else |
 * | `external-id=ACCOUNT` | of AssumeRole there is denied, unless it names `external-id-of-ACCOUNT` |
 * | `suspended=ACCOUNT`, `closing=ACCOUNT` | the same, and the organisation says so |
 * | `left=ACCOUNT` | the same, and the organisation does not know it any more |
 *
 * SHARE is a number from 0 to 1. TARGET is made of account, Region, service and operation, separated by colons, in any
 * order, as many as wanted: `111111111111:lambda:GetPolicy`, `account:111111111111`, `eu-west-1`, `lambda:ListTags`.
 *
 * @throws {FaultSyntaxError} naming the item that cannot be read
 */
export function parseFaults(text: string): readonly Fault[] {
  if (text.trim() === "") {
    return [];
  }
  return text.split(",").map((item) => parseFault(item.trim()));
}

function parseFault(item: string): Fault {
  const split = item.indexOf("=");
  const kind = split < 0 ? item : item.slice(0, split);
  const parts = split < 0 ? [] : item.slice(split + 1).split(":");
  if (isOneOf(shared, kind)) {
    const share = parseNumber(parts.shift(), item, "a share from 0 to 1");
    if (share > 1) {
      throw new FaultSyntaxError(item, "a share from 0 to 1 must come after the =");
    }
    const delayMs = kind === "slow" ? parseNumber(parts.shift(), item, "milliseconds") : 0;
    return { kind, share, delayMs, target: parseFaultTarget(parts, item) };
  }
  if (!isOneOf(always, kind) && !isOneOf(ofAccounts, kind)) {
    throw new FaultSyntaxError(item, `"${kind}" is none of ${[...shared, ...always, ...ofAccounts].join(", ")}`);
  }
  if (parts.length === 0 || parts.includes("")) {
    throw new FaultSyntaxError(item, "it must name what it hits, or * for everything");
  }
  const target = parseFaultTarget(parts, item);
  if (isOneOf(ofAccounts, kind) && (target.accountId === undefined || Object.keys(target).length > 1)) {
    throw new FaultSyntaxError(item, "it must name an account, and nothing else");
  }
  return { kind, share: 1, delayMs: 0, target };
}

function parseNumber(text: string | undefined, item: string, meaning: string): number {
  const value = text === undefined || text === "" ? Number.NaN : Number(text);
  if (!Number.isFinite(value) || value < 0) {
    throw new FaultSyntaxError(item, `${meaning} must be given as a number`);
  }
  return value;
}

function isOneOf<Name extends string>(names: readonly Name[], text: string): text is Name {
  return names.some((name) => name === text);
}

/** The accounts that a fault of accounts is about. */
export function accountsHit(
  faults: readonly Fault[],
  ...kinds: readonly (typeof ofAccounts)[number][]
): ReadonlySet<string> {
  const hit = faults.filter(({ kind }) => kinds.some((one) => one === kind));
  return new Set(hit.flatMap(({ target }) => target.accountId ?? []));
}

/** The faults that hit one call: follows from the seed, the fault's place in the list and the call's number alone. */
export function faultsOf(
  faults: readonly Fault[],
  call: FaultedCall,
  seed: number,
  sequence: number,
): readonly Fault[] {
  return faults.filter(
    (fault, place) =>
      hitsTarget(fault.target, call) && (fault.share === 1 || draw(seed, place, sequence) < fault.share),
  );
}

/** A number in [0, 1) that depends on all three inputs (the finaliser of MurmurHash3). */
function draw(seed: number, place: number, sequence: number): number {
  let hash =
    Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(place + 1, 0xc2b2ae35) ^ Math.imul(sequence, 0x27d4eb2f);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
