import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { redactLine } from "./redact-line.ts";

const alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const text = (characters: string, minLength: number, maxLength = minLength) =>
  fc.string({ unit: fc.constantFrom(...characters), minLength, maxLength });
const upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
const urlSafe = `${alphanumeric}-_`;

/** Bytes as a program would make a key of them: random, whatever number they are made from. */
const bytes = fc
  .tuple(fc.nat(), fc.integer({ min: 24, max: 48 }))
  .map(([number, length]) => createHash("sha512").update(String(number)).digest().subarray(0, length));

/** Credentials that are known by their looks, wherever they stand. */
const byLooks: readonly (readonly [string, fc.Arbitrary<string>])[] = [
  ["AWS access key", fc.tuple(fc.constantFrom("AKIA", "ASIA"), text(upper, 16)).map((parts) => parts.join(""))],
  ["AWS secret key", text(`${alphanumeric}/+`, 40).filter((key) => /[A-Z]/.test(key) && /[a-z]/.test(key))],
  ["GitHub token", text(alphanumeric, 36).map((key) => `ghp_${key}`)],
  ["GitHub fine-grained token", text(`${alphanumeric}_`, 30, 60).map((key) => `github_pat_${key}`)],
  ["GitLab token", text(urlSafe, 20).map((key) => `glpat-${key}`)],
  ["Slack token", text(`${alphanumeric}-`, 12, 40).map((key) => `xoxb-${key}`)],
  ["Stripe key", text(alphanumeric, 16, 40).map((key) => `sk_live_${key}`)],
  ["Google API key", text(urlSafe, 35).map((key) => `AIza${key}`)],
  ["Sendgrid key", fc.tuple(text(urlSafe, 22), text(urlSafe, 43)).map(([one, other]) => `SG.${one}.${other}`)],
  ["npm token", text(alphanumeric, 36).map((key) => `npm_${key}`)],
  [
    "JWT",
    fc
      .tuple(text(urlSafe, 20, 60), text(urlSafe, 20, 60), text(urlSafe, 20, 43))
      .map(([a, b, c]) => `eyJ${a}.eyJ${b}.${c}`),
  ],
  ["base64", bytes.map((key) => key.toString("base64"))],
  [
    "base64url",
    bytes
      .map((key) => key.toString("base64url"))
      .filter((key) => /\d/.test(key) && /[A-Z]/.test(key) && /[a-z]/.test(key)),
  ],
  ["hexadecimal", bytes.map((key) => key.toString("hex")).filter((key) => /\d/.test(key) && /[a-f]/.test(key))],
];

const contexts: readonly (readonly [string, (secret: string) => string])[] = [
  ["alone", (secret) => secret],
  ["in a sentence", (secret) => `could not sign in with ${secret}, giving up`],
  ["in JSON", (secret) => JSON.stringify({ level: "ERROR", errorMessage: `refused: ${secret}`, requestId: "r" })],
  ["in JSON in JSON", (secret) => JSON.stringify({ message: JSON.stringify({ note: secret, next: 1 }) })],
  ["as a bearer", (secret) => `Authorization: Bearer ${secret}\n`],
  ["as a query value", (secret) => `GET https://api.example.com/v1/x?sig=${encodeURIComponent(secret)}&page=2 failed`],
  ["after a tab", (secret) => `2026-11-20T10:00:00.000Z\tc0ffee00-0000-4000-8000-000000000000\tERROR\t${secret}`],
];

/** A stretch of eight characters of it that is left, and does not stand in the line without it. */
function survivor(secret: string, redacted: string, without: string): string | null {
  for (let k = 0; k + 8 <= secret.length; k++) {
    const part = secret.slice(k, k + 8);
    if (redacted.includes(part) && !without.includes(part)) return part;
  }
  return null;
}

describe("redactLine: planted secrets never survive", () => {
  for (const [kind, secrets] of byLooks) {
    it(kind, () => {
      fc.assert(
        fc.property(secrets, fc.constantFrom(...contexts), (secret, [, put]) => {
          expect(survivor(secret.replace(/=+$/, ""), redactLine(put(secret)), put(""))).toBeNull();
        }),
        { numRuns: 1_000 },
      );
    });
  }

  it("values under secret names, whatever they are and however they are quoted", () => {
    const names = ["password", "DB_PASSWORD", "clientSecret", "x-api-key", "apiKey", "accessToken", "pwd", "sessionId"];
    const printable = fc.string({ unit: fc.constantFrom(..."abcXYZ 019!\"'\\,;{}:=/@"), minLength: 8, maxLength: 24 });
    fc.assert(
      fc.property(
        fc.constantFrom(...names),
        printable.filter((secret) => secret.trim().length >= 8),
        (name, secret) => {
          const marked = `Zq9${secret}9qZ`;
          for (const line of [
            JSON.stringify({ [name]: marked, next: "kept" }),
            JSON.stringify({ message: JSON.stringify({ [name]: marked }) }),
          ]) {
            const shown = redactLine(line);
            expect(shown).not.toContain("Zq9");
            expect(shown).not.toContain("9qZ");
          }
        },
      ),
      { numRuns: 500 },
    );
    for (const name of names) expect(redactLine(`login ${name}=hunter2hunter2 next`)).not.toContain("hunter2");
  });

  it("users and passwords of addresses, connection strings, private keys, cookies", () => {
    for (const line of [
      "connecting to postgres://app:hunter2/x@y@db.internal:5432/app",
      "Server=db;User Id=sa;Password=hunter2;Encrypt=yes",
      "DefaultEndpointsProtocol=https;AccountKey=hunter2hunter2==;EndpointSuffix=x",
      `{"headers":{"Cookie":"sid=hunter2; theme=dark","x":1}}`,
      `cookie: theme=dark; sid="hunter2"; more=x`,
      "Set-Cookie: session=hunter2; HttpOnly",
      "the password is hunter2",
      "Authorization: Basic aHVudGVyMjpodW50ZXIy",
      "-----BEGIN RSA PRIVATE KEY-----\nhunter2\nhunter2\n-----END RSA PRIVATE KEY-----",
      "-----BEGIN PRIVATE KEY-----\nhunter2 that was cut",
    ]) {
      expect(redactLine(line)).not.toContain("hunter2");
      expect(redactLine(line)).not.toContain("aHVudGVy");
    }
  });

  it.each([
    ["XML", "<password>hunter2</password>", `<Password type="text">x hunter2</Password>`],
    ["flags of a command", "mysql --password hunter2 -h db", "deploy -token hunter2"],
    [
      "pairs of name and value",
      `{"Name":"DB_PASSWORD","Value":"hunter2"}`,
      `{ "key": "password",\n  "value": "x hunter2" }`,
    ],
    ["pairs in lists", `[["password","hunter2"]]`, "('password', 'x hunter2')"],
    [
      "objects and lists",
      `"password": { "value": "hunter2" }`,
      `"tokens": ["abcd", "hunter2"]`,
      "cookies: [ 'a', 'hunter2' ]",
    ],
    [
      "other names",
      "pass=hunter2",
      `{"passcode":"hunter2"}`,
      "otp=hunter2",
      `{"encryptionKey":"hunter2"}`,
      "db_pin: hunter2",
    ],
    ["other languages", "Passwort: hunter2", "kennwort=hunter2"],
    [
      "colours",
      "{ password: \u001b[32m'x hunter2'\u001b[39m }",
      String.raw`{"message":"{ password: \u001b[32m'hunter2'\u001b[39m }"}`,
    ],
    [
      "what JSON escapes",
      String.raw`{"message":"password=\u0026hunter2"}`,
      String.raw`"\u0022password\u0022:\u0022x hunter2\u0022"`,
    ],
    ["a line break that JSON escapes", String.raw`"Password:\nhunter2"`, String.raw`"password=\\n hunter2"`],
    [
      "what an address escapes",
      "password%3Dhunter2",
      "%22password%22%3A%22x+hunter2%22",
      "%2522token%2522%253A%2522hunter2%2522",
    ],
    ["what HTML escapes", "&quot;password&quot;:&quot;x hunter2&quot;", "&amp;#34;token&amp;#34;=&#x22;hunter2&#x22;"],
    ["arrows and calls", "Map(password -> hunter2)", "password → hunter2", `setPassword("hunter2")`],
    ["details of PostgreSQL", "Key (api_key)=(hunter2) already exists."],
    [
      "sentences",
      "Incorrect password 'hunter2'",
      "Invalid password hunter2",
      "token hunter2 is invalid",
      "password was 'x hunter2'",
    ],
    ["what nobody sees", "pass\u200bword=hunter2", "password\u2060: hunter2"],
    ["users of Oracle", "jdbc:oracle:thin:app/hunter2@db:1521"],
  ])("values in odd forms: %s", (_, ...lines) => {
    for (const line of lines) expect(redactLine(line)).not.toContain("hunter2");
  });

  it("whatever the function is called", () => {
    const line = "my token=hunter2hunter2 secret: hunter2 password=hunter2 key AKIAABCDEFGHIJKLMNOP";
    for (const name of ["token", "secret", "password", "e", "key", "AKIA", "my-token", "hunter2hunter2 secret"]) {
      expect(redactLine(line, [name])).not.toContain("hunter2");
      expect(redactLine(line, [name])).not.toContain("ABCDEFGH");
    }
    const secret = "wJalrXUtnFEMIbookings7MDENGbPxRfiCYEXAMPLEKEY";
    expect(redactLine(`refused: ${secret}`, ["bookings"])).toBe("refused: [random text removed]");
  });

  it("an address that a cut goes through", () => {
    const removed = `password=${"x".repeat(8_100)} `;
    expect(redactLine(`${removed} postgres://app:hunter2${"!".repeat(200)}@db`)).not.toContain("hunter2");
  });

  it("are told by one mark each, and what only says that it is one hides nothing", () => {
    const line = `{"errorMessage":"Sent: authorization: Bearer eyJhbGciOi.x9Q7","stack":[]}`;
    expect(redactLine(line)).toBe(`{"errorMessage":"Sent: authorization: [secret removed]","stack":[]}`);
    expect(redactLine("password=abcAKIAABCDEFGHIJKLMNOPhunter2, next")).toBe("password=[secret removed] next");
    expect(redactLine("a \uE100\uE200 b")).toBe("a ?? b");
  });

  it("mail addresses and numbers that look like cards", () => {
    fc.assert(
      fc.property(fc.emailAddress(), (address) => {
        expect(redactLine(`order of ${address} failed`)).not.toContain(address);
      }),
    );
    fc.assert(
      fc.property(text("0123456789", 15), fc.constantFrom("", " ", "-"), (digits, separator) => {
        const number = withCheckDigit(digits);
        const written = (number.match(/.{4}/g) ?? []).join(separator);
        expect(redactLine(`charging ${written} failed`)).not.toContain(written);
      }),
    );
  });
});

describe("redactLine: what explains a failure stays", () => {
  it("errors, request ids, durations, names, paths", () => {
    for (const line of [
      "2026-11-20T10:00:00.000Z c0ffee00-0000-4000-8000-000000000000 Task timed out after 30.00 seconds",
      "REPORT RequestId: c0ffee00-0000-4000-8000-000000000000\tDuration: 3000.00 ms\tStatus: timeout",
      `{"errorType":"SchemaMismatchError","errorMessage":"The request could not be handled.","stack":["at handler (index.js:12:9)"]}`,
      "RequestId: c0ffee00-0000-4000-8000-000000000000 Error: Runtime exited with error: signal: killed",
      "at Object.handler (/var/task/node_modules/@acme/orders/dist/process-order.js:12:9)",
      "org.springframework.beans.factory.BeanCreationException: no bean",
      "AccessDeniedException for arn:aws:dynamodb:eu-west-1:123456789012:table/orders",
      "SyntaxError: Unexpected token 'export'",
      "Unexpected token < in JSON at position 0",
      `{"errorMessage":"Missing Authentication Token","errorType":"AuthError","requestId":"c0ffee00"}`,
      "the token expired, and the password must not be empty",
      "at validateToken (/var/task/index.js:12:9)",
    ])
      expect(redactLine(line)).toBe(line);
  });

  it("the function's own name, though it looks random", () => {
    const name = "OrdersApi-HandlerFunction3A5F-8KQJ2L1M0P9X";
    expect(redactLine(`${name} failed`)).not.toContain(name);
    expect(redactLine(`${name} failed`, [name])).toBe(`${name} failed`);
  });

  it("is bounded in length and in time", () => {
    // What lies beyond the cut is not looked at: the work is that of the first 8 kB, whatever comes.
    const read = 8_192;
    for (const unit of [
      "word ",
      "a",
      "a-",
      "a.",
      "ab@",
      "a://",
      "password=",
      "password",
      "password ",
      "cookie",
      "token.",
      "token-----",
      "token is ",
      '"token",',
      '"token", "value"',
      "<token ",
      '\\"',
      "\\n",
      "password=\\\\",
      "1 ",
      "12345678901234567890.",
      "?a",
      "SG.",
      "\u001b[",
      "%25",
      "&amp;",
      "-----BEGIN PRIVATE KEY-----",
      "-----BEGIN ",
    ]) {
      const line = unit.repeat(Math.ceil(262_144 / unit.length));
      expect(redactLine(line).length).toBeLessThanOrEqual(2_001);
      expect(redactLine(line)).toBe(redactLine(line.slice(0, read + 1)));
    }
    for (const [one, other] of [
      ["password", "\\"],
      ["token is", " "],
      ["password", " "],
      ["--token", "\t"],
      ['"token"', "\n"],
      ["token ", "a"],
      ["password=", "["],
    ] as const)
      expect(redactLine(one + other.repeat(read)).length).toBeLessThanOrEqual(2_001);
  });
});

function withCheckDigit(digits: string): string {
  const sum = [...digits].toReversed().reduce((total, character, k) => {
    const digit = Number(character);
    const doubled = k % 2 === 0 ? digit * 2 : digit;
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}
