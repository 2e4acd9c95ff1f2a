import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Aws, createAws } from "#lib/aws/aws.ts";
import { AwsFailureError } from "#lib/aws/failure.ts";
import { createMeter } from "#lib/aws/meter.ts";
import type { SourceInputs, SourceName } from "#lib/domain/collection/source.ts";
import { type Answer, type AnswerServer, jsonAnswer, startAnswerServer, xmlAnswer } from "./answer-server.fixture.ts";

const window = { from: new Date("2026-11-20T00:00:00Z"), to: new Date("2026-11-21T00:00:00Z") };
const metricRequests = { requests: [{ ...window, granularity: "hour" as const, functionNames: ["orders"] }] };
const logGroup = {
  logGroupName: "/aws/lambda/orders",
  functions: [{ name: "orders", memoryMb: 128, logFormat: "Text" }],
};

const inputs: { readonly [S in SourceName]: SourceInputs[S] } = {
  accounts: {},
  regions: {},
  limits: {},
  functions: {},
  triggers: {},
  tags: {},
  roles: {},
  network: { subnetIds: ["subnet-1"], vpcIds: ["vpc-1"] },
  detail: { functionNames: ["orders", "billing"] },
  "log-groups": {},
  metrics: metricRequests,
  "metric-history": metricRequests,
  starts: { requests: [{ ...window, granularity: "hour", logGroups: [logGroup] }] },
  "who-changed": { ...window, functionNames: ["orders"], eventNames: ["DeleteFunction20150331"] },
};
const names = Object.keys(inputs) as SourceName[];

let server: AnswerServer;
let aws: Aws;

beforeAll(async () => {
  server = await startAnswerServer();
  process.env.AWS_ENDPOINT_URL = server.url;
  process.env.AWS_ACCESS_KEY_ID = "AKIAIOSFODNN7EXAMPLE";
  process.env.AWS_SECRET_ACCESS_KEY = "not-a-secret";
  aws = createAws({
    quotaShare: 1,
    quotaScale: 10_000,
    homeRegion: "us-east-1",
    regions: [],
    fingerprint: () => "hmac",
    http: { requestTimeoutMs: 500 },
  });
});

afterAll(async () => {
  aws.close();
  await server.close();
});

/** Reads a source to its end; what it may throw is an `AwsFailureError` with words for people. */
async function read(source: SourceName, answer: Answer): Promise<"read" | AwsFailureError> {
  server.answer = answer;
  try {
    const access = { accountId: "111122223333", roleArn: null, externalId: null };
    const rest = { access, region: "us-east-1", cursor: null, meter: createMeter() };
    const signal = AbortSignal.timeout(20_000);
    for await (const page of aws.collect({ source, input: inputs[source], signal, ...rest })) {
      expect(page.progress.done).toBeGreaterThanOrEqual(0);
    }
    return "read";
  } catch (error) {
    if (!(error instanceof AwsFailureError)) throw error;
    expect(error.message).toMatch(/^[^\n<>]{10,300}\.$/);
    expect(error.remedy).toMatch(/^[A-Z][^\n<>]{10,400}\.$/);
    return error;
  }
}

const whole: Answer = (action) => (action === null ? jsonAnswer() : xmlAnswer(action));

describe("collectors and whole answers", () => {
  it.each(names)("%s is read", async (source) => {
    expect(await read(source, whole)).toBe("read");
  });
});

describe("collectors and damaged answers", () => {
  const pages: readonly (readonly [string, Answer])[] = [
    ["a page for people", () => ({ status: 200, type: "text/html", body: "<html><body>Welcome</body></html>" })],
    ["a page for people that is not there", () => ({ status: 404, type: "text/html", body: "<!doctype html><p>No." })],
    ["nothing", () => ({ status: 200, type: "application/json", body: "" })],
    ["a list in place of an object", () => ({ status: 200, type: "application/json", body: "[1, 2]" })],
  ];
  const failing = names.filter((name) => name !== "accounts" && name !== "regions" && name !== "detail");

  it.each(pages)("%s fails every source, and reads as no empty list", async (_name, answer) => {
    for (const source of failing) expect(await read(source, answer), source).toBeInstanceOf(AwsFailureError);
    for (const source of ["accounts", "regions", "detail"] as const) await read(source, answer);
  });

  it("a token that repeats ends the paging", async () => {
    const repeated: Answer = (action) =>
      action === null ? jsonAnswer({ token: "again" }) : xmlAnswer(action, "again");
    for (const source of ["functions", "triggers", "tags", "roles", "log-groups", "metrics", "who-changed"] as const) {
      const failure = await read(source, repeated);
      expect(failure, source).toMatchObject({ failure: { kind: "malformed" } });
    }
  });

  it("any cut and any value of another type ends in pages or in a failure with words, never in a crash", async () => {
    const damage = fc.oneof(
      fc.record({ kind: fc.constant("cut" as const), at: fc.double({ min: 0, max: 1, noNaN: true }) }),
      fc.record({ kind: fc.constant("value" as const), at: fc.nat(500), value: fc.jsonValue({ maxDepth: 1 }) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), damage, async (source, harm) => {
        const answer: Answer = (action) => {
          const sent = whole(action);
          if (harm.kind === "cut") return { ...sent, body: sent.body.slice(0, Math.floor(sent.body.length * harm.at)) };
          return action === null ? jsonAnswer({ replace: harm }) : sent;
        };
        await read(source, answer);
      }),
      { numRuns: 250 },
    );
  }, 120_000);
});
