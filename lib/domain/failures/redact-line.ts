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
  return text.replaceAll(colon, ":").replaceAll(/\uE100([\uE200-\uE2FF])/g, (_, what: string) => {
    return `[${whats[what.charCodeAt(0) - 0xe200] ?? "something"} removed]`;
  });
}

type Replace = (text: string) => string;

const replaceAll =
  (pattern: RegExp, by: string | ((...match: string[]) => string)): Replace =>
  (text) =>
    typeof by === "string" ? text.replace(pattern, () => by) : text.replace(pattern, by);

/** Names of values that are secret, as parts of a key: db_password, x-api-key, clientSecret. */
const secretName =
  "passw(?:or[dt])?|passphrase|passcode|pass(?![a-z])|pwd|kennwort|contrase|senha|mot[_-]?de[_-]?passe|secret|token|(?:api|private|access|auth|account|encryption|signing|master|license|hmac)[_-]?key|shared[_-]?access|signature|credential|authorization|cookie|session[_-]?id|connection[_-]?string";
/** Names that are secret where they stand alone: as parts of longer words they mean something else. */
const secretWord = "auth|bearer|cvc|cvv|dsn|jwt|otp|pin|pw|sid|ssn";
const secretKey = String.raw`(?:[\w.-]{0,40}(?:${secretName})[\w.-]{0,40}|(?<![A-Za-z0-9])(?:${secretWord})(?![A-Za-z0-9]))`;
/** What may stand before a value, also as JSON writes it. */
const space = String.raw`(?:\s|\\{1,8}[nrt])*`;
const word = String.raw`[^\s"'](?:[^\s"']|["'](?![\s,;}\])]|$))*`;
/** Where the next field begins: `user=`, `user: `, `"user":`, or a bracket or bar that ends this one. */
const nextField = String.raw`[\w.$@-]{1,80}(?:=(?![=\s]|$)|:(?=\s))|\\*["'][\w.$@-]{1,80}\\*["']\s*:|[}\])>|,;]`;
/** Words up to the end of the line or to a clear delimiter: passphrases have blanks, and need no quotes. */
const words = String.raw`${word}(?:(?<![,;|}\])]) +(?!${nextField})["']?${word})*`;
/** Brackets up to their own end, three deep, and past what stands in quotes within. */
const inQuotes = String.raw`(?<!\\)"(?:[^"\\]|\\[\s\S])*"|\\{1,16}"[^"]*"`;
const brackets = (inner: string) => String.raw`[\[{](?:${inQuotes}|[^\[\]{}"]|"|${inner})*`;
const list = brackets(`${brackets(`${brackets("[[{]")}[\\]}]?`)}[\\]}]?`);
/**
 * A value: a list or an object up to its end; of a quoted string, escaped or not, all up to its own closing quote, past
 * doubled ones; a block of YAML; a bare number; else words up to a clear delimiter. An opening quote that is never closed
 * (a line that was cut) takes the rest.
 */
const value = String.raw`(?:${list}|(?<slash>\\+)(?<inner>["'])(?:(?!(?<!\\)\k<slash>\k<inner>)[\s\S])*|(?<quote>["'])(?:(?!\k<quote>)[^\\]|\\[\s\S]|\k<quote>\k<quote>)*|[|>][+-]?\d?[ \t]*\r?\n(?:[ \t]+[^\n]*(?:\n|$))+|-?\d+(?:\.\d+)?(?= *(?:[,;}\]\r\n\t]|$))|${words})`;
/** What a failure says about a secret in its place, and nothing after it: no secret. */
const state = String.raw`(?:(?:jwt|it|is|was|has|been|must|be|does|cannot|could|the) )*(?:expired|invalid|missing|malformed|required|revoked|undefined|null|None|nil|empty|not (?:found|set|valid|provided|defined|present|match)|mismatch)(?= *(?:[.,;})\]"'\\\r\n\t]|$))`;
const keyed = new RegExp(
  String.raw`(?<key>${secretKey})(?<between>\\*["')\]]?${space}(?:=>|->|→|[:=]|\((?=\\*["']))${space})(?!${state})${value}`,
  "gi",
);
/** `["password", "…"]`, `{"name": "password", "value": "…"}`: the name is itself a value, and no other name follows it. */
const paired = new RegExp(
  String.raw`(?<key>["']${secretKey})(?<between>\\*["']${space},${space}(?:\\*["']?(?:value|val|data|content)\\*["']?${space}[:=]${space}|(?!\\*["'][\w.$@-]{1,80}\\*["']${space}:)(?=\\*["'])))${value}`,
  "gi",
);
const element = new RegExp(
  String.raw`<(${secretKey}(?:\s[^<>]{0,500})?>)\s*(?:<!\[CDATA\[(?:(?!\]\]>)[\s\S])*(?:\]\]>)?|[^<]+)`,
  "gi",
);

const spokenName = "passw(?:or[dt])?|passphrase|passcode|pwd|secret|token|api[ _-]?key";
/** What is said about a secret, whatever comes after it. */
const said = String.raw`(?:already |no longer )?(?:required|expired|invalid|missing|malformed|revoked|incorrect)\b|not (?:found|valid|set|allowed|authorized|accepted|correct|present)\b|too (?:short|long|weak|old)\b`;
/** `the password is correct horse`. */
const spoken = new RegExp(
  String.raw`(?<key>\b(?:${spokenName}))(?<between>\s+(?:is|was)\b\s*(?:[:=]\s*)?)(?!${said})${value}`,
  "gi",
);
/** `--password hunter2`, `--password "correct horse"`: a shell ends it at a blank. */
const flagged = new RegExp(
  String.raw`(?<flag>(?<![\w-])--?[\w-]{0,40}(?:${spokenName})[\w-]{0,20})(?<gap>\s+)(?:(?<slash>\\+)(?<inner>["'])(?:(?!(?<!\\)\k<slash>\k<inner>)[\s\S])*|(?<quote>["'])(?:(?!\k<quote>)[^\\]|\\[\s\S])*|[^\s"'-]\S*)`,
  "gi",
);
/** `curl -u user:password`. */
const userFlag = /(?<![\w-])(-u|--user)(\s+|=)(["']?)[^\s"':]{1,80}:(?:[^\s"']|\\\s)+/g;
/** `Incorrect password 'hunter2'`, `token hunter2 is invalid`: in quotes, or letters with digits. No parser's `Unexpected token`. */
const named = new RegExp(
  String.raw`(?<!unexpected )\b(${spokenName})(\s+)(?:(\\*["'\x60])[^"'\x60\r\n]{4,}|(?=\S*\d)(?=\S*[a-z])[^\s"'(),;:]{6,})`,
  "gi",
);

const headers =
  /\b((?:proxy-)?authorization|set-cookie|cookie|x-api-key|x-amz-security-token|x-auth-token)(\\*["']?\s*[:=]\s*)(\\*["']?)(?:[^\r\n"'\\]|["'](?!\s*[,}\])]))+/gi;

/** Other ways of writing quotes and what stands between names and values. */
const written: Readonly<Record<string, string>> = {
  "22": '"',
  "27": "'",
  "2c": ",",
  "3a": ":",
  "3c": "<",
  "3d": "=",
  "3e": ">",
  "40": "@",
  "5b": "[",
  "5d": "]",
  "7b": "{",
  "7d": "}",
  quot: '"',
  apos: "'",
  lt: "<",
  gt: ">",
  "34": '"',
  "39": "'",
};
const writtenOf = (code: string) => written[code.toLowerCase()] ?? "";

/** What stands for a colon that separates no name from a value, as no line holds it by then. */
const colon = "\uE101";
/**
 * Words about secrets before a colon, which are no names of any: kinds of errors (`ExpiredTokenException: …`), actions and
 * names of AWS, lines of a source file.
 */
const notOfAValue =
  /\b[\w.$]{0,80}(?:Error|Exception|Fault|Failure|Warning|Expired|Invalid|NotFound|Denied|Mis[Mm]atch|DoesNotMatch):(?=\s)|\barn:aws[\w-]*:[\w-]+:[\w-]*:\d*:(?:[a-z-]{1,40}:)?|\bsecretsmanager:(?=[A-Z][a-z]+[A-Z])|\.(?:[cm]?[jt]sx?|py|java|kt|go|rb|rs|cs|php):(?=\d)/g;

/** In this order: what names a whole value comes before what recognises a value by its looks. */
const byName: readonly Replace[] = [
  replaceAll(notOfAValue, (all = "") => all.replaceAll(":", colon)),
  // Colours, and what nobody sees.
  replaceAll(/(?:\p{Cc}(?<![\t\r\n])|\\{1,8}(?:u001b|x1b))\[[\d;]{0,20}[a-z]/giu, ""),
  replaceAll(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, ""),
  // Addresses first, as they are written: whoever logs one may log who signs in by it, and what it asks for.
  replaceAll(/\b([a-z][a-z0-9+.-]{0,40}:\/\/|jdbc:oracle:\w{1,10}:)[^\s"'<>]{0,2000}@/gi, (_, scheme = "") => {
    return `${scheme}${mark("user")}@`;
  }),
  replaceAll(/([?&][\w.~%+[\]-]+=)[^\s&#"'<>\\]+/g, (_, name = "") => `${name}${mark("value")}`),
  replaceAll(/%(?:25){0,4}(22|27|2c|3a|3c|3d|3e|40|5b|5d|7b|7d)/gi, (_, code = "") => writtenOf(code)),
  replaceAll(/(\\{1,8})u00(22|27)/gi, (_, slashes = "", code = "") => `${slashes}${writtenOf(code)}`),
  replaceAll(/\\{1,8}u00(3c|3d|3e)/gi, (_, code = "") => writtenOf(code)),
  replaceAll(/&(?:amp;){0,4}(quot|apos|lt|gt);/gi, (_, name = "") => writtenOf(name)),
  replaceAll(/&(?:amp;){0,4}#(?:x(22|27)|(34|39));/gi, (_, hexadecimal = "", decimal = "") => {
    return writtenOf(hexadecimal || decimal);
  }),
  replaceAll(
    /-----BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----|$)/g,
    mark("private key"),
  ),
  replaceAll(element, (_, tag = "") => `<${tag}${mark("secret")}`),
  replaceAll(paired, (...match) => keyedText(match)),
  replaceAll(keyed, (...match) => keyedText(match)),
  // After quoted values: what is left of a header ends with its line.
  replaceAll(headers, (_, name = "", between = "", quote = "") => `${name}${between}${quote}${mark("secret")}`),
  replaceAll(
    /\b(Bearer|Basic|Digest|Negotiate|ApiKey)(\s+)(?!(?:auth(?:entication|orization)?|tokens?|realm|credentials?|scheme)\b)[^\s"'<>,;]{6,}/gi,
    (_, scheme = "", gap = "") => {
      return `${scheme}${gap}${mark("secret")}`;
    },
  ),
  replaceAll(spoken, (...match) => keyedText(match)),
  replaceAll(flagged, (...match) => keyedText(match)),
  replaceAll(userFlag, (_, flag = "", gap = "", quote = "") => `${flag}${gap}${quote}${mark("user")}`),
  // Without a scheme: Go's `app:hunter2@tcp(db:3306)/orders`, `app:hunter2@db:5432`.
  replaceAll(/(?<![\w/])[\w.+-]{1,64}:[^\s@"'<>]{1,200}@(?=[\w.-]{0,253}(?:\(|:\d{1,5}\b))/g, `${mark("user")}@`),
  replaceAll(named, (_, name = "", gap = "", quote = "") => `${name}${gap}${quote}${mark("secret")}`),
  ...credentialFormats
    .filter(([, pattern]) => !pattern.source.startsWith("^") && !pattern.source.startsWith("(?:^"))
    .map(([kind, pattern]) => replaceAll(new RegExp(pattern.source, `g${pattern.flags}`), mark(kind))),
  // The same prefixes with fewer characters: a line may have been cut, and nobody else writes them.
  replaceAll(
    /(?<![A-Za-z0-9+/])(?:gh[pousr]_|github_pat_|glpat-|xox[abeprs]-|[rs]k_(?:live|test)_|npm_|AIza|SG\.|AKIA|ASIA)[\w.-]{6,}/g,
    mark("secret"),
  ),
  replaceAll(/(?<![A-Za-z0-9+/])eyJ[\w-]{4,}(?:\.[\w-]+){0,4}/g, mark("jwt")),
  replaceAll(
    /[\w.!#$%&'*+/=?^`{|}~-]{1,64}@(?!\d+\.\d+\.\d+(?![.\d]))[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/g,
    mark("email"),
  ),
  // Of people: with a country's code, as North America writes them, or under their name.
  replaceAll(/(?<![\w+])\+\d(?:[ ().-]{0,2}\d){7,14}(?!\d)/g, mark("phone")),
  replaceAll(/(?<![\w(.-])(?:\(\d{3}\) ?|\d{3}[-.])\d{3}[-.]\d{4}(?![\w-]|\.\d)/g, mark("phone")),
  replaceAll(
    /\b(\w{0,20}(?:phone|mobile|msisdn)(?:[ _-]?(?:number|no|nr))?)(\\*["']?\s*[:=]\s*\\*["']?)[+(]?\d(?:[ ()./-]{0,2}\d){5,14}/gi,
    (_, name = "", between = "") => `${name}${between}${mark("phone")}`,
  ),
];

/** What is known by its looks alone, as the function's own name may look. */
const byLooks: readonly Replace[] = [
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
/** Of a text that was cut, no more than this is left out as the beginning of something that cannot be recognised any more. */
const longestTorn = 512;
/** Shorter names than this do not look random, and might be parts of what is. */
const shortestKept = 8;

/**
 * A line of a log without what must not be kept or shown: credentials of every kind that Lamplight knows, values under
 * secret names, headers that sign in, tokens, keys, users and query values in addresses, mail addresses, numbers that
 * look like cards, and long runs of random-looking characters. It takes out more rather than less. `keep` are names that
 * are known anyhow (the function's own) and may look random: they are kept from that rule alone, since a function may be
 * called "token". Cut to 2,000 characters.
 */
export function redactLine(line: string, keep: readonly string[] = []): string {
  const known = keep.filter((name) => name.length >= shortestKept);
  const plain = beginningOf(line).replaceAll(/[\uE000-\uF8FF]/g, "?");
  const kept = known.reduce(
    (text, name, k) => text.replaceAll(wholeWord(name), placeholder(k)),
    byName.reduce((text, step) => step(text), plain),
  );
  const redacted = byLooks.reduce((text, step) => step(text), kept);
  const shown = known
    .reduce((text, name, k) => text.replaceAll(placeholder(k), () => name), inWords(redacted))
    .trimEnd();
  return shown.length > longestShown ? `${shown.slice(0, longestShown)}…` : shown;
}

/** As much as is read. What the cut goes through is left out: a half of an address shows its password to no rule. */
function beginningOf(line: string): string {
  if (line.length <= longestRead) return line;
  const read = line.slice(0, longestRead);
  return read.slice(0, Math.max(read.lastIndexOf(" "), longestRead - longestTorn));
}

function wholeWord(name: string): RegExp {
  return new RegExp(`(?<![A-Za-z0-9])${name.replaceAll(/\W/g, "\\$&")}(?![A-Za-z0-9])`, "g");
}

/** A character that no rule takes for a part of a secret. */
function placeholder(k: number): string {
  return String.fromCharCode(0xe000 + (k & 0xff));
}

function keyedText(match: readonly unknown[]): string {
  const groups = match.at(-1);
  const found =
    typeof groups === "object" && groups !== null ? (groups as Readonly<Record<string, string | undefined>>) : {};
  const quote = found.inner === undefined ? (found.quote ?? "") : `${found.slash ?? ""}${found.inner}`;
  return `${found.key ?? found.flag ?? ""}${found.between ?? found.gap ?? ""}${quote}${mark("secret")}`;
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
  return (
    word.length >= 20 && caseTurns(word) > 0.3 && !/[a-z](?:Error|Exception|Match|NotFound|Expired|Denied)$/.test(word)
  );
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
