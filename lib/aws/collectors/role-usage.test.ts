import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Aws, createAws } from "#lib/aws/aws.ts";
import { createMeter, type Meter } from "#lib/aws/meter.ts";
import type { CollectedPage } from "#lib/domain/collection/source.ts";
import { type Answer, type AnswerServer, type SentAnswer, startAnswerServer } from "./answer-server.fixture.ts";

const now = new Date("2026-11-21T12:00:00Z");
const arns = Array.from({ length: 12 }, (_, at) => `arn:aws:iam::111122223333:role/r${at}`);

let server: AnswerServer;
let aws: Aws;

beforeAll(async () => {
  server = await startAnswerServer();
  process.env.AWS_ENDPOINT_URL = server.url;
  process.env.AWS_ACCESS_KEY_ID = "AKIAIOSFODNN7EXAMPLE";
  process.env.AWS_SECRET_ACCESS_KEY = "not-a-secret";
  const options = { quotaShare: 1, quotaScale: 10_000, homeRegion: "us-east-1", regions: [], now: () => now };
  aws = createAws({ ...options, fingerprint: () => "hmac" });
});
afterAll(async () => {
  aws.close();
  await server.close();
});

function xml(action: string | null, inner: string, status = 200): SentAnswer {
  const body = `<${action}Response><${action}Result>${inner}</${action}Result></${action}Response>`;
  return { status, type: "text/xml", body };
}

function refused(code: string): SentAnswer {
  const body = `<ErrorResponse><Error><Code>${code}</Code><Message>no</Message></Error></ErrorResponse>`;
  return { status: code === "NoSuchEntity" ? 404 : 403, type: "text/xml", body };
}

const soon =
  "<TrackedActionsLastAccessed><member><ActionName>A</ActionName><LastAccessedTime>soon</LastAccessedTime></member></TrackedActionsLastAccessed>";
const job = (JobId: string) => `<JobId>${JobId}</JobId>`;
const status = (name: string) =>
  `<JobStatus>${name}</JobStatus><JobCreationDate>2026-11-21T11:00:00Z</JobCreationDate>`;
const used =
  "<LastAuthenticated>2026-11-19T10:00:00Z</LastAuthenticated><LastAuthenticatedRegion>eu-west-1</LastAuthenticatedRegion>";
const service = (namespace: string, inner = "") =>
  `<member><ServiceName>Name of ${namespace}</ServiceName><ServiceNamespace>${namespace}</ServiceNamespace>${inner}</member>`;
const report = (services: string, more = "<IsTruncated>false</IsTruncated>") =>
  `${status("COMPLETED")}<ServicesLastAccessed>${services}</ServicesLastAccessed>${more}`;

/** Answers each operation by its own rule; `nth` counts the answers of that operation. */
function answering(generate: (nth: number) => SentAnswer | string, get: (nth: number) => SentAnswer | string): Answer {
  const counts = { generate: 0, get: 0 };
  return ({ action }) => {
    const sent = action?.startsWith("Generate") ? generate(counts.generate++) : get(counts.get++);
    return typeof sent === "string" ? xml(action, sent) : sent;
  };
}

async function read(roleArns: readonly string[], answer: Answer, cursor: string | null = null, meter = createMeter()) {
  server.answer = answer;
  const access = { accountId: "111122223333", roleArn: null, externalId: null };
  const pages: CollectedPage<"role-usage">[] = [];
  const task = { source: "role-usage", access, region: "", input: { roleArns }, cursor, meter } as const;
  for await (const page of aws.collect({ ...task, signal: AbortSignal.timeout(20_000) })) pages.push(page);
  return pages;
}

const usagesOf = (pages: readonly CollectedPage<"role-usage">[]) => pages.flatMap(({ page }) => page.usages);
const callsOf = (meter: Meter) => Object.fromEntries(meter.rows().map(({ operation, calls }) => [operation, calls]));
const one = arns.slice(0, 1);

describe("a report", () => {
  it("tells services with their tracked actions, and which were never used", async () => {
    const actions =
      "<TrackedActionsLastAccessed><member><ActionName>CreateBucket</ActionName><LastAccessedTime>2026-11-18T10:00:00Z</LastAccessedTime>" +
      "<LastAccessedRegion>eu-west-1</LastAccessedRegion></member><member><ActionName>DeleteBucket</ActionName></member></TrackedActionsLastAccessed>";
    const services = service("s3", used + actions) + service("sqs") + service("dynamodb", used);
    const [usage] = usagesOf(
      await read(
        one,
        answering(
          () => job("j"),
          () => report(services),
        ),
      ),
    );
    expect(usage).toEqual({
      roleArn: one[0],
      unknown: null,
      services: [
        {
          namespace: "s3",
          name: "Name of s3",
          lastUsedAt: new Date("2026-11-19T10:00:00Z"),
          lastUsedRegion: "eu-west-1",
          actions: [
            { name: "CreateBucket", lastUsedAt: new Date("2026-11-18T10:00:00Z"), lastUsedRegion: "eu-west-1" },
            { name: "DeleteBucket", lastUsedAt: null, lastUsedRegion: null },
          ],
        },
        { namespace: "sqs", name: "Name of sqs", lastUsedAt: null, lastUsedRegion: null, actions: null },
        expect.objectContaining({ namespace: "dynamodb", actions: null }),
      ],
    });
  });

  it("is waited for, page after page, and each look is metered", async () => {
    const meter = createMeter();
    const pages = [
      status("IN_PROGRESS"),
      status("IN_PROGRESS"),
      report(service("s3", used), "<IsTruncated>true</IsTruncated><Marker>m1</Marker>"),
      report(service("sqs")),
    ];
    const read1 = await read(
      one,
      answering(
        () => job("j"),
        (nth) => pages[nth] ?? "",
      ),
      null,
      meter,
    );
    expect(usagesOf(read1)[0]?.services?.map(({ namespace }) => namespace)).toEqual(["s3", "sqs"]);
    expect(callsOf(meter)).toEqual({ GenerateServiceLastAccessedDetails: 1, GetServiceLastAccessedDetails: 4 });
  });

  it("that never ends is given up with words, after few looks", async () => {
    const meter = createMeter();
    const [usage] = usagesOf(
      await read(
        one,
        answering(
          () => job("j"),
          () => status("IN_PROGRESS"),
        ),
        null,
        meter,
      ),
    );
    expect(usage).toMatchObject({
      services: null,
      unknown: { state: "failed", reason: expect.stringMatching(/^AWS had not/) },
    });
    expect(callsOf(meter).GetServiceLastAccessedDetails).toBe(12);
  });

  it.each([
    ["a use at no instant", report(service("s3", "<LastAuthenticated>soon</LastAuthenticated>"))],
    ["an action's use at no instant", report(service("s3", used + soon))],
    ["no list of services", status("COMPLETED")],
    ["a status that nobody knows", status("PONDERING")],
    ["a marker that repeats", report(service("s3"), "<IsTruncated>true</IsTruncated><Marker>m</Marker>")],
    ["a marker that is missing", report(service("s3"), "<IsTruncated>true</IsTruncated>")],
  ])("with %s is no answer", async (_name, inner) => {
    const failed = read(
      one,
      answering(
        () => job("j"),
        () => inner,
      ),
    );
    await expect(failed).rejects.toMatchObject({ failure: { kind: "malformed" } });
  });
});

describe("many roles", () => {
  const fine = answering(
    () => job("j"),
    () => report(service("s3", used)),
  );

  it("come in pages with a cursor each, from which another goes on", async () => {
    const pages = await read(arns, fine);
    expect(pages.map(({ nextCursor, progress }) => [nextCursor, progress.done])).toEqual([
      ["10", 10],
      [null, 12],
    ]);
    const rest = await read(arns, fine, "10");
    expect(usagesOf(rest).map(({ roleArn }) => roleArn)).toEqual(arns.slice(10));
    expect(await read(arns, fine, "12")).toEqual([
      { page: { usages: [] }, nextCursor: null, progress: { done: 12, total: 12 } },
    ]);
  });

  it("none is an empty page without a call", async () => {
    const meter = createMeter();
    expect(usagesOf(await read([], fine, null, meter))).toEqual([]);
    expect(meter.rows()).toEqual([]);
  });

  it("one that is refused, gone or failed is told, and the others go on", async () => {
    const generate = (nth: number) =>
      nth === 0 ? refused("AccessDenied") : nth === 1 ? refused("NoSuchEntity") : job("j");
    const get = (nth: number) => (nth === 0 ? status("FAILED") : report(service("s3", used)));
    const pages = await read(arns.slice(0, 5), answering(generate, get));
    const told = usagesOf(pages);
    expect(told.filter(({ services }) => services !== null)).toHaveLength(2);
    const reasons = told.flatMap(({ unknown }) => unknown?.reason ?? []);
    expect(reasons).toHaveLength(3);
    expect(reasons.join(" ")).toContain("iam:GenerateServiceLastAccessedDetails is denied");
    expect(pages[0]?.unreadable?.map(({ key }) => key).sort()).toEqual(
      told.flatMap(({ roleArn, unknown }) => (unknown === null ? [] : [roleArn])).sort(),
    );
  });

  it("one that was deleted meanwhile says nothing of the others, though it was the only one to ask about", async () => {
    const [usage] = usagesOf(await read(one, () => refused("NoSuchEntity")));
    expect(usage).toMatchObject({ services: null, unknown: { state: "failed" } });
  });

  it("all refused end the source as denied, after its first page", async () => {
    const failed = read(arns, () => refused("AccessDenied"));
    await expect(failed).rejects.toMatchObject({ failure: { kind: "denied", state: "denied" } });
    // One look at each role of the page, and at what was begun beside it.
    expect(server.asked).toBeLessThanOrEqual(12);
  });

  it("a session that ends ends the source", async () => {
    const generate = (nth: number) => (nth < 3 ? job("j") : refused("ExpiredToken"));
    const failed = read(
      arns,
      answering(generate, () => report(service("s3", used))),
    );
    await expect(failed).rejects.toMatchObject({ failure: { kind: "expiredCredentials" } });
  });
});
