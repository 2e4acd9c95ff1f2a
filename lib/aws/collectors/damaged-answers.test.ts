import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { type Aws, createAws } from "#lib/aws/aws.ts";
import { AwsFailureError } from "#lib/aws/failure.ts";
import type { HttpOptions } from "#lib/aws/http-handler.ts";
import { createMeter } from "#lib/aws/meter.ts";
import type { SourceInputs, SourceName } from "#lib/domain/collection/source.ts";
import { drawnSeed } from "#lib/testing/drawn-seed.ts";
import { type Answer, type AnswerServer, type SentAnswer, startAnswerServer } from "./answer-server.fixture.ts";
import { anyDamage, cut } from "./damages.fixture.ts";
import { isIamAction, wholeAnswer } from "./whole-answers.fixture.ts";

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
  "region-resources": {
    kinds: ["webFunction", "capacityProvider", "scalableTarget", "scheduledAction", "scalingPolicy"],
  },
  "log-groups": {},
  metrics: metricRequests,
  "metric-history": metricRequests,
  starts: { requests: [{ ...window, granularity: "hour", logGroups: [logGroup] }] },
  "who-changed": { ...window, functionNames: ["orders"], eventNames: ["DeleteFunction20150331"] },
  "role-usage": { roleArns: ["arn:aws:iam::111122223333:role/r", "arn:aws:iam::111122223333:role/s"] },
};
const names = Object.keys(inputs) as SourceName[];
/** Sources that go on with less when an operation is not what it should be: the caller's own account, one fact of many. */
const goOn: readonly SourceName[] = ["accounts", "regions", "detail", "region-resources"];
const failing = names.filter((name) => !goOn.includes(name));
/** Sources that walk a list page by page. */
const paging = ["functions", "triggers", "tags", "roles", "log-groups", "who-changed"] as const;

/** What such a list is called in its answer, where that is JSON. */
const lists: Partial<Record<SourceName, string>> = {
  functions: "Functions",
  triggers: "EventSourceMappings",
  tags: "ResourceTagMappingList",
  "log-groups": "logGroups",
};

/** LAMPLIGHT_FUZZ_SEED=random draws other damages; LAMPLIGHT_FUZZ_SECONDS makes a run as long as wanted, for a soak. */
const soakMs = Number(process.env.LAMPLIGHT_FUZZ_SECONDS ?? 0) * 1_000;
const runs = {
  seed: drawnSeed,
  numRuns: 600,
  ...(soakMs > 0 ? { numRuns: 1e9, interruptAfterTimeLimit: soakMs } : {}),
};

// Some of the SDK's clients take seconds to load on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

let server: AnswerServer;
let aws: Aws;

beforeAll(async () => {
  console.info(`damaged answers: LAMPLIGHT_FUZZ_SEED=${drawnSeed}`);
  server = await startAnswerServer();
  process.env.AWS_ENDPOINT_URL = server.url;
  process.env.AWS_ACCESS_KEY_ID = "AKIAIOSFODNN7EXAMPLE";
  process.env.AWS_SECRET_ACCESS_KEY = "not-a-secret";
});
afterAll(() => server.close());

// Anew for each test: an endpoint that has proved unreachable in one is none in the next.
beforeEach(() => {
  aws = openAws({ requestTimeoutMs: 10_000, answerTimeoutMs: 30_000 });
  return () => aws.close();
});

function openAws(http: Partial<HttpOptions>): Aws {
  return createAws({
    quotaShare: 1,
    quotaScale: 10_000,
    homeRegion: "us-east-1",
    regions: [],
    fingerprint: () => "hmac",
    http,
  });
}

interface Outcome {
  readonly pages: number;
  /** Entries that all pages held. */
  readonly entries: number;
  readonly failure: AwsFailureError | null;
}

/** Reads a source to its end; what it may throw is an `AwsFailureError` with words for people. */
async function read(source: SourceName, answer: Answer): Promise<Outcome> {
  server.answer = answer;
  const access = { accountId: "111122223333", roleArn: null, externalId: null };
  const rest = { access, region: "us-east-1", cursor: null, meter: createMeter() };
  const signal = AbortSignal.timeout(20_000);
  let entries = 0;
  let pages = 0;
  try {
    for await (const { page, progress, unreadable } of aws.collect({
      source,
      input: inputs[source],
      signal,
      ...rest,
    })) {
      expect(progress.done).toBeGreaterThanOrEqual(0);
      pages += 1;
      entries +=
        (unreadable?.length ?? 0) +
        Object.values(page).reduce((sum, list) => sum + (Array.isArray(list) ? list.length : 1), 0);
    }
    return { pages, entries, failure: null };
  } catch (error) {
    if (!(error instanceof AwsFailureError)) throw error;
    expect(error.message).toMatch(/^[^\n<>]{10,300}\.$/);
    expect(error.remedy).toMatch(/^[A-Z][^\n<>]{10,400}\.$/);
    return { pages, entries, failure: error };
  }
}

const whole: Answer = ({ action }) => wholeAnswer(action);

describe("whole answers", () => {
  it.each(names)("%s is read", async (source) => {
    const { entries, failure } = await read(source, whole);
    expect(failure).toBeNull();
    expect(entries).toBeGreaterThan(0);
  });
});

/** Answers that hold nothing to read. */
const nothing: readonly (readonly [string, SentAnswer | Answer])[] = [
  ["a page for people", { status: 200, type: "text/html", body: "<html><body>Welcome</body></html>" }],
  ["a page for people that is not there", { status: 404, type: "text/html", body: "<!doctype html><p>No." }],
  ["nothing", { status: 200, type: "application/json", body: "" }],
  ["no content", { status: 204, type: "application/json", body: "" }],
  ["not modified", { status: 304, type: "application/json", body: "" }],
  ["a list in place of an object", { status: 200, type: "application/json", body: "[1, 2]" }],
  ["a number", { status: 200, type: "application/json", body: "42" }],
  ["an empty object", { status: 200, type: "application/json", body: "{}" }],
  ["XML for all", { status: 200, type: "text/xml", body: "<ListResponse><Functions/></ListResponse>" }],
  ["a teapot", { status: 418, type: "text/plain", body: "short and stout" }],
  ["a forbidding proxy", { status: 403, type: "text/html", body: "<h1>Blocked</h1>" }],
  ["a sign-in page of a proxy", { status: 401, type: "text/html", body: "<form>" }],
  ["an expired session", ({ action }) => coded(action, "ExpiredTokenException")],
  ["a clock that is wrong", ({ action }) => coded(action, "RequestTimeTooSkewed")],
  ["a signature that is too old", ({ action }) => coded(action, "InvalidSignatureException")],
];

/** How many entries an answer lists; 0 too where it is no answer at all. */
function listLength({ body, headers }: SentAnswer, name: string | undefined): number {
  if (name === undefined || headers !== undefined) return 0;
  try {
    const list: unknown = JSON.parse(String(body))?.[name];
    return Array.isArray(list) ? list.length : 0;
  } catch (error) {
    if (error instanceof SyntaxError) return 0;
    throw error;
  }
}

/** An error in the words of its protocol. */
function coded(action: string | null, code: string): SentAnswer {
  if (action === null) {
    return { status: 400, type: "application/x-amz-json-1.1", body: JSON.stringify({ __type: code, message: "no" }) };
  }
  const error = `<Error><Code>${code}</Code><Message>no</Message></Error>`;
  const body = isIamAction(action)
    ? `<ErrorResponse>${error}</ErrorResponse>`
    : `<Response><Errors>${error}</Errors></Response>`;
  return { status: 403, type: "text/xml", body };
}

describe("answers that hold nothing", () => {
  it.each(nothing)("%s: fails every source, and reads as no empty list", async (_name, sent) => {
    const answer: Answer = typeof sent === "function" ? sent : () => sent;
    for (const source of failing) {
      const { failure } = await read(source, answer);
      expect(failure, source).not.toBeNull();
    }
    for (const source of goOn) await read(source, answer);
  });

  it.each([301, 302, 307, 308])("a redirect (%i) is not followed, least of all with credentials", async (status) => {
    const elsewhere = await startAnswerServer();
    try {
      elsewhere.answer = whole;
      const headers = { location: `${elsewhere.url}/` };
      for (const source of failing) {
        const { failure } = await read(source, () => ({ status, type: "text/html", body: "", headers }));
        expect(failure, source).not.toBeNull();
      }
      expect(elsewhere.asked).toBe(0);
    } finally {
      await elsewhere.close();
    }
  });
});

describe("answers that do not end as they should", () => {
  const breaking: readonly (readonly [string, Partial<SentAnswer>, string])[] = [
    ["a drip without end", { dripMs: 20 }, "unreachable"],
    ["silence", { silent: true }, "unreachable"],
    ["a connection closed in the middle", { closeAfterBytes: 100 }, "unreachable"],
    ["a length that is too long", { contentLength: 1_000_000 }, "unreachable"],
  ];
  it.each(breaking)(
    "%s",
    async (_name, how, kind) => {
      aws.close();
      aws = openAws({ requestTimeoutMs: 250, answerTimeoutMs: 500 });
      for (const source of ["functions", "roles", "log-groups"] as const) {
        const before = process.memoryUsage().arrayBuffers;
        const { failure } = await read(source, ({ action }) => ({ ...wholeAnswer(action), ...how }));
        expect(failure, source).toMatchObject({ failure: { kind } });
        expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(100 * 1024 * 1024);
      }
    },
    60_000,
  );

  it("an answer longer than it says is cut, and so no answer", async () => {
    const { failure } = await read("functions", ({ action }) => ({ ...wholeAnswer(action), contentLength: 200 }));
    expect(failure).toMatchObject({ failure: { kind: "malformed" } });
  });
});

describe("paging", () => {
  it.each(paging)("%s: a token that repeats is a failure", async (source) => {
    const { failure } = await read(source, ({ action }) => wholeAnswer(action, { token: "again" }));
    expect(failure).toMatchObject({ failure: { kind: "malformed" } });
    expect(server.asked).toBeLessThan(10);
  });

  it.each(paging)("%s: pages without end that bring nothing new are a failure", async (source) => {
    const { failure } = await read(source, ({ action, index }) => wholeAnswer(action, { token: `t${index}` }));
    // Who changed what is read a hundred pages deep and no further: that is its bound.
    if (source === "who-changed") expect(server.asked).toBeLessThan(250);
    else {
      expect(failure).toMatchObject({ failure: { kind: "malformed" } });
      expect(server.asked).toBeLessThan(150);
    }
  });

  it.each(paging)("%s: a session that ends between two pages ends the source, and keeps the page", async (source) => {
    // A page of triggers takes a second call: for the queue that it names.
    const calls = source === "triggers" ? 2 : 1;
    const { pages, failure } = await read(source, ({ action, index }) =>
      index < calls ? wholeAnswer(action, { token: "second" }) : coded(action, "ExpiredTokenException"),
    );
    expect(failure).toMatchObject({ failure: { kind: "expiredCredentials" } });
    expect(pages).toBe(1);
  });
});

describe("fuzz", () => {
  it(
    "no cut answer is taken for a whole one",
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...failing), cut, async (source, damage) => {
          const { failure } = await read(source, ({ action }) => damage(wholeAnswer(action)));
          expect(failure).not.toBeNull();
        }),
        { ...runs, numRuns: soakMs > 0 ? 1e9 : 150 },
      );
    },
    120_000 + soakMs,
  );

  it(
    "any damage ends in pages or in a failure with words: no crash, no hang, no endless loop",
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...names), anyDamage, fc.boolean(), async (source, damage, paged) => {
          const listed: number[] = [];
          const { entries, failure } = await read(source, ({ action, index }) => {
            const sent = damage(wholeAnswer(action, paged && index < 3 ? { token: `t${index}` } : {}));
            listed.push(listLength(sent, lists[source]));
            return sent;
          });
          expect(server.asked).toBeLessThan(500);
          // Nothing was read only where the endpoint said that there is nothing.
          if (lists[source] !== undefined && failure === null && entries === 0) expect(Math.max(...listed)).toBe(0);
        }),
        runs,
      );
    },
    120_000 + soakMs,
  );
});
