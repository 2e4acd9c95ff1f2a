/** Formats that a credential of one kind has, whatever the variable is called; the first that matches names it. */
export const credentialFormats: readonly (readonly [kind: string, pattern: RegExp])[] = [
  ["privateKey", /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
  ["awsAccessKey", /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/],
  ["githubToken", /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{22,})/],
  ["gitlabToken", /\bglpat-[\w-]{20,}/],
  ["slackToken", /\bxox[abeprs]-[A-Za-z0-9-]{10,}/],
  ["stripeKey", /\b[rs]k_(?:live|test)_[A-Za-z0-9]{16,}/],
  ["googleApiKey", /\bAIza[\w-]{35}/],
  ["sendgridKey", /\bSG\.[\w-]{16,}\.[\w-]{16,}/],
  ["npmToken", /\bnpm_[A-Za-z0-9]{36}/],
  ["jwt", /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]*/],
  ["urlPassword", /^[a-z][a-z0-9+.-]*:\/\/[^\s/:@]*:[^\s/@]+@/i],
  ["connectionPassword", /(?:^|;)\s*(?:password|pwd|accountkey|sharedaccesskey)\s*=\s*[^;\s]{4,}/i],
];

const secretName =
  /(?:passw(?:or)?d|passphrase|pwd|secret|token|api_?key|private_?key|access_?key|auth_?key|credential)/i;
/** Names of settings about a secret, not of the secret: TOKEN_URL, SECRET_NAME, PASSWORD_MIN_LENGTH. */
const aboutSecret =
  /(?:_|-)(?:arn|name|id|path|url|uri|endpoint|host|ttl|expiry|expires?_?in|length|count|version|prefix|suffix|header|issuer|audience|enabled|type|file|bucket|table|region|timeout(?:_ms)?)$/i;
const placeholder =
  /^(?:true|false|none|null|undefined|disabled|enabled|changeme|replace[-_ ]?me|todo|x+|\*+|-?\d+(?:\.\d+)?|<.*>|\$\{.*\})$/i;
const path = /^(?:\.{0,2}\/|[a-z]:\\)[\w./\\ -]*$/i;
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Keys without a format of their own are at least this long. */
const shortestKey = 20;

/**
 * Which kind of credential a value looks like; null for none. Formats of known kinds come first; `namedSecret` is a
 * value under a name such as DB_PASSWORD; `highEntropy` is a long run of random-looking characters under any name.
 * A guess by looks: it decides what a page warns of, never whether a value is stored (none is).
 */
export function credentialKind(name: string, value: string): string | null {
  const format = credentialFormats.find(([, pattern]) => pattern.test(value));
  if (format !== undefined) return format[0];
  if (placeholder.test(value) || path.test(value) || /\s/.test(value)) return null;
  const named = secretName.test(name) && !aboutSecret.test(name);
  if (named && /^[A-Za-z0-9/+]{40}$/.test(value)) return "awsSecretKey";
  if (named && value.length >= 6 && !/^https?:/i.test(value)) return "namedSecret";
  return isRandomLooking(value) ? "highEntropy" : null;
}

/** Hexadecimal digests have at most 4 bits a character, base64 at most 6; words and names stay well below these marks. */
function isRandomLooking(value: string): boolean {
  if (value.length < shortestKey || uuid.test(value) || !/\d/.test(value)) return false;
  if (/^[0-9a-f]+$/i.test(value)) return value.length >= 32 && entropy(value) >= 3;
  return /^[A-Za-z0-9+/_=-]+$/.test(value) && /[A-Z]/.test(value) && /[a-z]/.test(value) && entropy(value) >= 4.2;
}

/** Shannon's entropy of the characters, in bits a character. */
function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  return [...counts.values()].reduce((bits, count) => bits - (count / text.length) * Math.log2(count / text.length), 0);
}
