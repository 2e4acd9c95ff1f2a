import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { redactLine } from "./redact-line.ts";

const letters = "abcdefghijkmnopqrstuvwxyz";
const text = (characters: string, minLength: number, maxLength = minLength) =>
  fc.string({ unit: fc.constantFrom(...characters), minLength, maxLength });

/** A word that stands in no form, no surrounding and no mark: each ends in digits that nothing else has. */
const word = fc
  .tuple(text(letters, 1, 9), fc.nat(99))
  .map(([start, end]) => `${start}q${String(end).padStart(2, "0")}zx`);
const words = fc.array(word, { minLength: 1, maxLength: 5 });
/** Words of a passphrase as people write them. */
const phrase = words.map((list) => list.join(" "));
/** One word, with the characters that generators of passwords use and no separator of fields. */
const single = fc.tuple(word, text("!#$%*+-._~^0123456789ABC", 0, 6), word).map((parts) => parts.join(""));

const names = [
  ...["password", "Password", "DB_PASSWORD", "passphrase", "secret", "client_secret", "clientSecret", "api_key"],
  ...[
    "x-api-key",
    "accessToken",
    "aws_session_token",
    "AWS_SECRET_ACCESS_KEY",
    "private_key",
    "pwd",
    "Passwort",
    "auth",
  ],
];
const name = fc.constantFrom(...names);
const base64 = (secret: string) => Buffer.from(secret).toString("base64");

interface Form {
  readonly write: (name: string, secret: string) => string;
  /** What must not survive, where that is not the secret as it is. */
  readonly hidden?: (secret: string) => string;
}

/** How secrets with blanks are written. */
const ofPhrases: Readonly<Record<string, Form>> = {
  "unquoted, colon": { write: (key, secret) => `${key}: ${secret}` },
  "unquoted, equals": { write: (key, secret) => `${key} = ${secret}` },
  "unquoted, tight": { write: (key, secret) => `${key}=${secret}` },
  "single quotes": { write: (key, secret) => `${key}='${secret}'` },
  "double quotes": { write: (key, secret) => `${key}: "${secret}"` },
  "an arrow": { write: (key, secret) => `${key} => ${secret}` },
  JSON: { write: (key, secret) => JSON.stringify({ [key]: secret, id: 7 }) },
  "JSON of many lines": { write: (key, secret) => JSON.stringify({ a: { [key]: secret }, id: [7] }, null, 2) },
  "a fragment of JSON": { write: (key, secret) => `  "${key}": "${secret}",\n  "next": 1\n` },
  "JSON in JSON": { write: (key, secret) => JSON.stringify({ m: JSON.stringify({ [key]: secret }) }) },
  "an object in an object": {
    write: (key, secret) => JSON.stringify({ [key]: { kind: { of: "}" }, list: [1], value: secret } }),
  },
  "an object of Node": { write: (key, secret) => `{ '${key}': '${secret}', id: 7 }` },
  "a sentence in JSON": { write: (key, secret) => JSON.stringify({ message: `bad ${key}: ${secret}`, id: 7 }) },
  "a block of YAML": { write: (key, secret) => `${key}: |\n  ${secret}\n  ${secret}\n` },
  "the next line": { write: (key, secret) => `${key}:\n  ${secret}\n` },
  XML: { write: (key, secret) => `<${key}>${secret}</${key}>` },
  CDATA: { write: (key, secret) => `<${key}><![CDATA[${secret}]]></${key}>` },
  "a pair of name and value": { write: (key, secret) => `{"Name":"${key}","Value":"${secret}"}` },
  "doubled quotes": { write: (key, secret) => `${key} = 'it''s ${secret}'` },
  "a flag in quotes": { write: (_, secret) => `mysql --password "${secret}" -h db` },
  "a sentence": { write: (_, secret) => `the password is ${secret}` },
  "a connection string": { write: (_, secret) => `Server=db;User Id=sa;Password=${secret};Encrypt=yes` },
  "an encoded pair": {
    write: (key, secret) => `a=1&${encodeURIComponent(`${key}=${secret}`)}`,
    hidden: (secret) => encodeURIComponent(secret),
  },
  "a pair of a form": {
    write: (key, secret) => `a=1&${key}=${secret.replaceAll(" ", "+")}&b=2`,
    hidden: (secret) => secret.replaceAll(" ", "+"),
  },
  "a pair of a form, in brackets": {
    write: (key, secret) => `user%5B${key}%5D=${secret.replaceAll(" ", "+")}&b=2`,
    hidden: (secret) => secret.replaceAll(" ", "+"),
  },
  "a query": {
    write: (key, secret) => `GET https://api.example.com/x?${key}=${encodeURIComponent(secret)}&b=2`,
    hidden: (secret) => encodeURIComponent(secret),
  },
  "a cookie": { write: (_, secret) => `Cookie: theme=dark; sid=${secret}; lang=en` },
  "a cookie that is set": { write: (_, secret) => `set-cookie: session=${secret}; HttpOnly; Path=/` },
  "a private key": {
    write: (_, secret) => `-----BEGIN OPENSSH PRIVATE KEY-----\n${secret}\n-----END OPENSSH PRIVATE KEY-----`,
  },
  "a private key of PGP": {
    write: (_, secret) => `-----BEGIN PGP PRIVATE KEY BLOCK-----\n\n${secret}\n-----END PGP PRIVATE KEY BLOCK-----`,
  },
  "a private key in JSON": {
    write: (_, secret) =>
      JSON.stringify({ pem: `-----BEGIN PRIVATE KEY-----\n${secret}\n-----END PRIVATE KEY-----\n`, id: 7 }),
  },
};

/** How secrets without a blank are written as well. */
const ofWords: Readonly<Record<string, Form>> = {
  "basic credentials": {
    write: (_, secret) => `Authorization: Basic ${base64(`app:${secret}`)}`,
    hidden: (secret) => base64(`app:${secret}`),
  },
  "a bearer": { write: (_, secret) => `authorization=Bearer ${secret}` },
  "headers of Node": { write: (_, secret) => `[ 'Authorization', 'Basic ${secret}', 'Host', 'a' ]` },
  "a scheme alone": { write: (_, secret) => `sent Bearer ${secret}` },
  curl: { write: (_, secret) => `curl -sS -u app:${secret} https://api.example.com/` },
  PostgreSQL: { write: (_, secret) => `postgres://app:${secret}@db.internal:5432/orders?sslmode=require` },
  Redis: { write: (_, secret) => `rediss://:${secret}@cache.internal:6379` },
  "MySQL of Go": { write: (_, secret) => `app:${secret}@tcp(db.internal:3306)/orders` },
  "an address without a scheme": { write: (_, secret) => `app:${secret}@db:5432` },
  "a flag": { write: (_, secret) => `deploy --api-key ${secret} --region eu-west-1` },
  "in quotes after its name": { write: (_, secret) => `Incorrect password '${secret}'` },
};

const contexts: readonly ((line: string) => string)[] = [
  (line) => line,
  (line) => `ERROR could not connect (${line}`,
  (line) => `2026-11-20T10:00:00.000Z\tc0ffee00-0000-4000-8000-000000000000\tERROR\t${line}`,
  (line) => `${line}\n    at handler (/var/task/index.js:12:9)`,
  (line) => `retry 3 of 5; ${line}, code: 17`,
  (line) => `level=error attempt=2 ${line}`,
  (line) => inJson(line),
  (line) => inJson(inJson(`failed: ${line}`)),
];
const inJson = (line: string) => JSON.stringify({ level: "ERROR", message: line, requestId: "r" });
const context = fc.constantFrom(...contexts);

/** A word of the secret that is left. */
function left(secret: string, shown: string): string | null {
  return secret.split(/ |\+|%20/).find((part) => part.length > 3 && shown.includes(part)) ?? null;
}

describe("redactLine: no form of a secret survives", () => {
  const check = (form: Form, secrets: fc.Arbitrary<string>) =>
    fc.assert(
      fc.property(name, secrets, context, (key, secret, put) => {
        const shown = redactLine(put(form.write(key, secret)));
        expect([left(form.hidden?.(secret) ?? secret, shown), shown]).toEqual([null, shown]);
      }),
      { numRuns: 400 },
    );
  it.each(Object.entries(ofPhrases))("passphrases: %s", (_, form) => check(form, phrase));
  it.each(Object.entries({ ...ofPhrases, ...ofWords }))("words: %s", (_, form) => check(form, single));

  it("session tokens and keys of AWS, tokens of JSON, whatever stands around them", () => {
    const alphanumeric = `${letters}ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789`;
    const keys = fc.oneof(
      text(`${alphanumeric}/+`, 200, 400).map((body) => `IQoJb3JpZ2luX2Vj${body}==`),
      text("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 16).map((body) => `ASIA${body}`),
      fc.tuple(text(alphanumeric, 20, 40), text(alphanumeric, 30, 60)).map(([a, b]) => `eyJ${a}.eyJ${b}.${a}`),
    );
    fc.assert(
      fc.property(keys, context, (key, put) => {
        const shown = redactLine(put(`signing with ${key}`));
        expect(shown).not.toContain(key.slice(0, 12));
        expect(shown).not.toContain(key.slice(-12));
      }),
      { numRuns: 400 },
    );
  });

  it.each([
    ["mail addresses", "mail of jo.doe+a@example.com", "jo.doe%40example.com", `"email":"jo.doe@mail.example.co.uk"`],
    ["phones with the country's code", "call +49 170 1234567", "+1 (555) 010-4477 failed", "+4915112345678"],
    ["phones of North America", "call (555) 010-4477 now", "call 555-010-4477", "call 555.010.4477"],
    ["phones by their name", "phone: 0170 1234567", `"mobileNumber":"0170/1234567"`, "msisdn=491701234567"],
  ])("%s", (_, ...lines) => {
    for (const line of lines) expect(redactLine(line)).not.toMatch(/doe|\d{4,}/);
  });
});

describe("redactLine: ordinary errors stay readable", () => {
  it.each([
    "ExpiredTokenException: The security token included in the request is expired",
    "SignatureDoesNotMatch: The request signature we calculated does not match the signature you provided.",
    "TokenExpiredError: jwt expired",
    "CredentialsProviderError: Could not load credentials from any providers",
    "Invalid token: jwt expired",
    "password: undefined, retrying",
    "the token is not valid for this audience",
    "The password is too short: 12 characters are needed",
    "User: arn:aws:sts::123456789012:assumed-role/orders/fn is not authorized to perform: secretsmanager:GetSecretValue on resource: arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/db because no identity-based policy allows the secretsmanager:GetSecretValue action",
    "at refresh (/var/task/lib/token.js:12:9)",
    "Error: connect ECONNREFUSED 10.0.3.17:5432",
    "Task timed out after 3.01 seconds",
    "botocore.exceptions.ClientError: An error occurred (ThrottlingException) when calling the PutItem operation",
    "2026-11-20 10:00:00 +0000 listening on 0.0.0.0:8080",
    "psycopg2.OperationalError: could not translate host name",
    "npm error notsup Required: node@22.4.1, actual node@20.1.0:64",
  ])("%s", (line) => {
    expect(redactLine(line)).toBe(line);
  });

  it("a field after a secret is kept where the delimiter is clear", () => {
    expect(redactLine("password=correct horse, user: bob")).toBe("password=[secret removed] user: bob");
    expect(redactLine("login password: correct horse user=bob failed")).toBe(
      "login password: [secret removed] user=bob failed",
    );
    expect(redactLine("password: correct horse\n    at handler (index.js:3:1)")).toBe(
      "password: [secret removed]\n    at handler (index.js:3:1)",
    );
    expect(redactLine("(token: a b c) refused")).toBe("(token: [secret removed] refused");
    expect(redactLine(`{"password":"a b","code":17}`)).toBe(`{"password":"[secret removed]","code":17}`);
  });
});
