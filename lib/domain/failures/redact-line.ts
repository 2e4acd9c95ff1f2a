import { credentialFormats } from "#lib/domain/fleet/credential-kind.ts";

const opened = "\uE100";
const whats: string[] = [];

/**
 * What stands where something was taken out, while a line is worked on: two characters that no line holds by then and no
 * rule takes for the end of a value. Told in words at the end.
 */
function mark(what: string): string {
  if (!whats.includes(what)) whats.push(what);
  return `${opened}${String.fromCharCode(0xe200 + whats.indexOf(what))}`;
}

function inWords(text: string): string {
  return text.replaceAll(/\uE100([\uE200-\uE2FF])/g, (_, what: string) => {
    return `[${whats[what.charCodeAt(0) - 0xe200] ?? "something"} removed]`;
  });
}

type Replace = (text: string) => string;

const replaceAll =
  (pattern: RegExp, by: string | ((...match: string[]) => string)): Replace =>
  (text) =>
    typeof by === "string" ? text.replace(pattern, () => by) : text.replace(pattern, by);

/** Names of values that are secret, as parts of a key: db_password, x-api-key, clientSecret. */
const secretKey =
  "[\\w.-]{0,40}(?:passw(?:or)?d|passphrase|passwd|pwd|secret|token|api[_-]?key|private[_-]?key|access[_-]?key|auth[_-]?key|account[_-]?key|shared[_-]?access|signature|credential|authorization|cookie|session[_-]?id|connection[_-]?string)[\\w.-]{0,40}";
/**
 * A value: of a quoted string, escaped or not, all up to its own closing quote; a bare number; else all up to a space. An
 * opening quote that is never closed (a line that was cut) takes the rest.
 */
const value = String.raw`(?:(?<slash>\\+)(?<inner>["'])(?:(?!(?<!\\)\k<slash>\k<inner>)[\s\S])*|(?<quote>["'])(?:(?!\k<quote>)[^\\]|\\[\s\S])*|-?\d+(?:\.\d+)?(?=[\s,;}\]]|$)|[^\s"'\\](?:[^\s"']|["'](?![\s,;}\])]|$))*)`;
const keyed = new RegExp(String.raw`(?<key>${secretKey})(?<between>\\*["']?\s*(?:=>|[:=])\s*)${value}`, "gi");

const headers =
  /\b((?:proxy-)?authorization|set-cookie|cookie|x-api-key|x-amz-security-token|x-auth-token)(\\*["']?\s*[:=]\s*)(\\*["']?)(?:[^\r\n"'\\]|["'](?!\s*[,}\])]))+/gi;

/** In this order: what names a whole value comes before what recognises a value by its looks. */
const steps: readonly Replace[] = [
  replaceAll(
    /-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z0-9 ]*PRIVATE KEY-----|$)/g,
    mark("private key"),
  ),
  replaceAll(keyed, (...match) => keyedText(match)),
  // After quoted values: what is left of a header ends with its line.
  replaceAll(headers, (_, name = "", between = "", quote = "") => `${name}${between}${quote}${mark("secret")}`),
  replaceAll(/\b(Bearer|Basic|Digest|Negotiate|ApiKey)(\s+)[\w.~+/=:-]{6,}/gi, (_, scheme = "", space = "") => {
    return `${scheme}${space}${mark("secret")}`;
  }),
  // Whoever logs an address may log who signs in by it, and what it asks for.
  replaceAll(/\b([a-z][a-z0-9+.-]*:\/\/)[^\s"'<>]{0,2000}@/gi, (_, scheme = "") => `${scheme}${mark("user")}@`),
  replaceAll(/([?&][\w.~%+[\]-]+=)[^\s&#"'<>\\]+/g, (_, name = "") => `${name}${mark("value")}`),
  replaceAll(/\b(password|passphrase|passcode|secret|token)(\s+(?:is|was)\s+)\S+/gi, (_, name = "", between = "") => {
    return `${name}${between}${mark("secret")}`;
  }),
  ...credentialFormats
    .filter(([, pattern]) => !pattern.source.startsWith("^") && !pattern.source.startsWith("(?:^"))
    .map(([kind, pattern]) => replaceAll(new RegExp(pattern.source, `g${pattern.flags}`), mark(kind))),
  // The same prefixes with fewer characters: a line may have been cut, and nobody else writes them.
  replaceAll(
    /(?<![A-Za-z0-9+/])(?:gh[pousr]_|github_pat_|glpat-|xox[abeprs]-|[rs]k_(?:live|test)_|npm_|AIza|SG\.|AKIA|ASIA)[\w.-]{6,}/g,
    mark("secret"),
  ),
  replaceAll(/(?<![A-Za-z0-9+/])eyJ[\w-]{4,}(?:\.[\w-]+){0,4}/g, mark("jwt")),
  replaceAll(/[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/g, mark("email")),
  // Before numbers: a key may hold a long run of digits, and what is left around it would look like nothing.
  replaceAll(/[A-Za-z0-9+/_=-]{16,}/g, (run = "") => withoutRandom(run)),
  replaceAll(/(?<![\d.])\d(?:[ -]?\d){12,18}(?![\d.]*\d)/g, (digits = "") =>
    isCardLike(digits) ? mark("number") : digits,
  ),
  replaceAll(/(?<!\d)\d{20,}(?!\d)/g, mark("number")),
];

/** Text beyond this is cut off before anything else, and what is shown is shorter still. */
const longestRead = 8_192;
const longestShown = 2_000;

/**
 * A line of a log without what must not be kept or shown: credentials of every kind that Lamplight knows, values under
 * secret names, headers that sign in, tokens, keys, users and query values in addresses, mail addresses, numbers that
 * look like cards, and long runs of random-looking characters. It takes out more rather than less. `keep` are names that
 * are known anyhow (the function's own) and may look random. Cut to 2,000 characters.
 */
export function redactLine(line: string, keep: readonly string[] = []): string {
  const whole = line.length > longestRead ? line.slice(0, longestRead) : line;
  const known = keep.filter((name) => name.length > 0);
  const kept = known.reduce(
    (text, name, k) => text.replaceAll(name, placeholder(k)),
    whole.replaceAll(/[\uE000-\uF8FF]/g, "?"),
  );
  const redacted = steps.reduce((text, step) => step(text), kept);
  const shown = known.reduce((text, name, k) => text.replaceAll(placeholder(k), name), inWords(redacted)).trimEnd();
  return shown.length > longestShown ? `${shown.slice(0, longestShown)}…` : shown;
}

/** A character that no rule takes for a part of a secret. */
function placeholder(k: number): string {
  return String.fromCharCode(0xe000 + (k & 0xff));
}

function keyedText(match: readonly unknown[]): string {
  const groups = match.at(-1);
  const named =
    typeof groups === "object" && groups !== null ? (groups as Readonly<Record<string, string | undefined>>) : {};
  const quote = named.inner === undefined ? (named.quote ?? "") : `${named.slash ?? ""}${named.inner}`;
  return `${named.key ?? ""}${named.between ?? ""}${quote}${mark("secret")}`;
}

/** Luhn's check: what card numbers pass, and one in ten of all others. */
function isCardLike(text: string): boolean {
  const digits = [...text].filter((character) => character >= "0" && character <= "9").map(Number);
  const sum = digits.toReversed().reduce((total, digit, k) => {
    const doubled = k % 2 === 1 ? digit * 2 : digit;
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A run of characters that keys are written in: taken out where it, or a part between its separators, looks random. */
function withoutRandom(run: string): string {
  if (uuid.test(run)) return run;
  if (isRandomRun(run)) return mark("random text");
  return run.replaceAll(/[A-Za-z0-9]{16,}/g, (part) => (isRandomWord(part) ? mark("random text") : part));
}

/** Keys with separators inside: all kinds of characters within twenty, base64's own, or the very shape of AWS's secret keys. */
function isRandomRun(run: string): boolean {
  if (run.length < 20 || !/[A-Z]/.test(run) || !/[a-z]/.test(run)) return false;
  if (/\d/.test(run) || /[+=]/.test(run) || /^[A-Za-z0-9/+]{40}$/.test(run)) return true;
  return run.includes("/") && caseTurns(run) > 0.2;
}

/** Letters and digits alone: hexadecimal digests, keys of one case with digits, letters that change case as no word does. */
function isRandomWord(word: string): boolean {
  if (/\d/.test(word) && /[A-Za-z]/.test(word)) return /^[0-9a-f]+$/i.test(word) || word.length >= 20;
  return word.length >= 20 && caseTurns(word) > 0.3;
}

/** How often letters change between capitals and small ones, of all characters: names do with each word, keys all the time. */
function caseTurns(text: string): number {
  const turns = [...text].filter((character, k) => {
    const before = text[k - 1] ?? "";
    return /[A-Za-z]{2}/.test(before + character) && isUpper(character) !== isUpper(before);
  });
  return turns.length / text.length;
}

function isUpper(character: string): boolean {
  return character >= "A" && character <= "Z";
}
