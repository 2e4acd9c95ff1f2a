import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildArn, functionArnOf, functionIdOf, parseArn } from "./arn.ts";
import { bandOf, lastUsedBand, memoryBands, packageSizeBands } from "./bands.ts";
import { environmentFingerprint, fingerprintEnvironment, redactConfiguration } from "./environment-fingerprint.ts";
import { sameJson } from "./same-json.ts";
import { unknownOf, valueOfFact } from "./unknown.ts";

const hmac = (text: string) => `h${[...text].reduce((sum, c) => (sum * 31 + (c.codePointAt(0) ?? 0)) % 1_000_003, 7)}`;

describe("ARNs", () => {
  it.each([
    ["arn:aws:lambda:eu-west-1:111122223333:function:a-b_c", "a-b_c", null],
    ["arn:aws:lambda:eu-west-1:111122223333:function:a:live", "a", "live"],
    ["arn:aws-cn:lambda:cn-north-1:111122223333:function:a:$LATEST", "a", "$LATEST"],
    ["arn:aws-us-gov:lambda:us-gov-west-1:111122223333:function:a:12", "a", "12"],
  ])("reads and builds %s", (arn, name, qualifier) => {
    const id = functionIdOf(arn);
    expect(id).toMatchObject({ accountId: "111122223333", name, qualifier });
    expect(id && functionArnOf(id)).toBe(arn);
    expect(buildArn(parseArn(arn) ?? expect.fail())).toBe(arn);
  });

  it.each(["", "function:a", "arn:aws:lambda:eu-west-1:1:layer:a:1", "arn:aws:s3:::bucket/function:a"])(
    "%j is no function",
    (text) => {
      expect(functionIdOf(text)).toBeNull();
    },
  );

  it("keeps colons and slashes of the resource", () => {
    expect(parseArn("arn:aws:s3:::bucket/a:b/c")).toMatchObject({
      service: "s3",
      region: "",
      resource: "bucket/a:b/c",
    });
    expect(parseArn("arn:aws:s3")).toBeNull();
  });
});

describe("bands", () => {
  it("puts every size into one band", () => {
    expect([128, 129, 512, 1024, 1769, 10_240].map((size) => bandOf(size, memoryBands))).toEqual([
      "128 MB",
      "129–256 MB",
      "257–512 MB",
      "513–1,024 MB",
      "1,769–3,008 MB",
      "over 3,008 MB",
    ]);
    expect(bandOf(0, packageSizeBands)).toBe("under 1 MB");
    fc.assert(fc.property(fc.integer({ max: 1e9 }), (size) => bandOf(size, packageSizeBands) !== ""));
  });

  it.each([
    [0, "last hour"],
    [-5, "last hour"],
    [1.5, "last day"],
    [25, "last 7 days"],
    [24 * 8, "last 30 days"],
    [24 * 31, "last 90 days"],
    [24 * 91, "over 90 days"],
  ])("%d hours ago is %s", (hours, band) => {
    const now = new Date("2026-11-21T12:00:00Z");
    expect(lastUsedBand(new Date(now.getTime() - hours * 3_600_000), now)).toBe(band);
    expect(lastUsedBand(null, now)).toBe("never seen");
  });
});

describe("environmentFingerprint", () => {
  it.each([
    ["LOG_LEVEL", "info", "plain", null],
    ["EMPTY", "", "empty", null],
    ["TABLE", "arn:aws:dynamodb:eu-west-1:111122223333:table/orders", "arn", null],
    ["DB_SECRET_ARN", "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf", "secretReference", null],
    ["DB_SECRET_NAME", "prod/db", "secretReference", null],
    ["DB", "{{resolve:secretsmanager:prod/db:SecretString:password}}", "secretReference", null],
    ["CONFIG_SSM_PATH", "/prod/config", "parameterReference", null],
    ["CONFIG", "arn:aws:ssm:eu-west-1:111122223333:parameter/prod", "parameterReference", null],
    ["KEY", ["AKIA", "IOSFODNN7", "EXAMPLE"].join(""), "credential", "awsAccessKey"],
    ["AWS_SECRET", ["wJalrXUtnFEMI/K7MDENG", "/bPxRfiCYEXAMPLEKEY"].join(""), "credential", "awsSecretKey"],
    ["PEM", ["-----BEGIN RSA", "PRIVATE KEY-----\nabc"].join(" "), "credential", "privateKey"],
    ["AUTH", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.c2lnbmF0dXJl", "credential", "jwt"],
    ["GIT", `ghp_${"a1B2".repeat(9)}`, "credential", "githubToken"],
    ["DATABASE_URL", "postgres://app:hunter22@db.internal/app", "credential", "urlPassword"],
    ["CONNECTION", "Server=db;Password=hunter22;", "credential", "connectionPassword"],
    ["DB_PASSWORD", "hunter22", "credential", "namedSecret"],
    ["WHATEVER", "q8Zr3LxT0vBn7KpYw2MdHs5JfGc9RuEa", "credential", "highEntropy"],
    ["DB_PASSWORD", "changeme", "plain", null],
    ["TOKEN_URL", "https://login.example.com/token", "plain", null],
    ["PASSWORD_MIN_LENGTH", "12", "plain", null],
    ["SSL_CA_BUNDLE", "/opt/certs/ca-bundle.pem", "plain", null],
    ["POWERTOOLS_SERVICE_NAME", "checkout-service-production", "plain", null],
    ["BUILD_ID", "3f2504e0-4f89-11d3-9a0c-0305e82c3301", "plain", null],
    ["API", "https://api.example.com/v1/orders", "plain", null],
  ])("%s=%s is %s", (name, value, kind, credentialKind) => {
    expect(environmentFingerprint(name, value, hmac)).toEqual({
      name,
      kind,
      credentialKind,
      hmac: hmac(`${name}=${value}`),
    });
  });

  it("never holds the value, and changes with it", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 12 }), fc.string({ minLength: 12 }), (one, other) => {
        const stored = JSON.stringify(fingerprintEnvironment({ A: one }, hmac));
        expect(stored).not.toContain(JSON.stringify(one).slice(1, -1));
        const redacted = redactConfiguration({ Environment: { Variables: { A: one } }, MemorySize: 128 }, hmac);
        expect(JSON.stringify(redacted)).not.toContain(JSON.stringify(one).slice(1, -1));
        if (hmac(`A=${one}`) !== hmac(`A=${other}`))
          expect(JSON.stringify(fingerprintEnvironment({ A: other }, hmac))).not.toBe(stored);
      }),
    );
  });

  it("redacts values of any type and leaves other fields and errors as they are", () => {
    const error = { Environment: { Error: { ErrorCode: "AccessDenied", Message: "no" } } };
    expect(redactConfiguration(error, hmac)).toEqual(error);
    expect(redactConfiguration({ Handler: "a.b" }, hmac)).toEqual({ Handler: "a.b" });
    const odd = redactConfiguration({ Environment: { Variables: { A: { B: "hunter2hunter2" } } } }, hmac);
    expect(JSON.stringify(odd)).not.toContain("hunter2");
  });
});

describe("facts", () => {
  it("tells known, empty and unknown apart", () => {
    const since = new Date("2026-11-20T00:00:00Z");
    expect(unknownOf({ state: "denied", reason: "no", since })).toEqual({
      state: "denied",
      reason: "no",
      since: since.toISOString(),
    });
    expect(unknownOf({ state: "notYetRead" })).toMatchObject({ state: "notYetRead", since: null });
    expect(valueOfFact({ state: "known", value: 0, observedAt: since }, 1)).toBe(0);
    expect(valueOfFact({ state: "notApplicable", reason: "-" }, 1)).toBe(1);
    expect(valueOfFact({ state: "failed", reason: "-", since }, 1)).toBeNull();
  });

  it("compares JSON without regard to the order of keys", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => sameJson(value, JSON.parse(JSON.stringify(value)))),
      { examples: [[{ "": -0 }]] },
    );
    expect(sameJson({ a: 1, b: [1, 2] }, { b: [1, 2], a: 1 })).toBe(true);
    expect(sameJson({ a: [1, 2] }, { a: [2, 1] })).toBe(false);
    expect(sameJson([], {})).toBe(false);
    expect(sameJson({ a: 1 }, { a: 1, b: 2 })).toBe(false);
  });
});
