import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Aws, createAws } from "./aws.ts";
import { createMeter } from "./meter.ts";

type Sent = readonly [status: number, type: string, body: string];

const access = { accountId: "111122223333", roleArn: null, externalId: null };
let server: Server;
let aws: Aws;
let answers: Sent[];
let asked: { path: string; body: string; signedFor: string }[];

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      const signedFor = /Credential=[^/]+\/\d+\/([\w-]+\/\w+)/.exec(request.headers.authorization ?? "")?.[1] ?? "";
      asked.push({ path: `${request.method} ${request.url}`, body, signedFor });
      const [status, type, text] = answers.shift() ?? [500, "text/plain", ""];
      response.writeHead(status, { "content-type": type });
      response.end(text);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  process.env.AWS_ENDPOINT_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  process.env.AWS_ACCESS_KEY_ID = "AKIAIOSFODNN7EXAMPLE";
  process.env.AWS_SECRET_ACCESS_KEY = "not-a-secret";
  aws = createAws({ quotaShare: 1, quotaScale: 100, homeRegion: "eu-west-1", regions: [], fingerprint: String });
});
afterAll(() => {
  aws.close();
  server.close();
});

async function read(sent: readonly Sent[]) {
  answers = [...sent];
  asked = [];
  const input = { kinds: ["webFunction"] as const };
  const task = { source: "region-resources", access, region: "eu-west-1", input, cursor: null } as const;
  const pages = aws.collect({ ...task, meter: createMeter(), signal: AbortSignal.timeout(20_000) });
  const found = [];
  for await (const { page } of pages) found.push(page);
  return found;
}

const json = "application/json";
const web = (name: string, more: object = {}) => ({
  functionName: name,
  functionArn: `arn:aws:lambda:eu-west-1:111122223333:web-function:${name}`,
  state: "Active",
  updatedAt: "2026-11-01T10:00:00Z",
  ...more,
});

describe("ListWebFunctions", () => {
  it("is asked page by page under Lambda's signature, and keeps fields that nobody knew", async () => {
    const [page] = await read([
      [200, json, JSON.stringify({ functions: [web("a", { revisionLimit: 3 })], nextToken: "two" })],
      [200, json, JSON.stringify({ functions: [web("b", { state: "Hibernating" })] })],
    ]);
    expect(asked).toEqual([
      { path: "POST /2025-03-07/web-functions", body: '{"maxResults":50}', signedFor: "eu-west-1/lambda" },
      {
        path: "POST /2025-03-07/web-functions",
        body: '{"maxResults":50,"nextToken":"two"}',
        signedFor: "eu-west-1/lambda",
      },
    ]);
    expect(page?.unknown).toBeNull();
    expect(page?.resources).toMatchObject([
      { name: "a", state: "Active", document: { revisionLimit: 3 }, modifiedAt: new Date("2026-11-01T10:00:00Z") },
      { name: "b", state: "Hibernating" },
    ]);
  });

  const edge = "<AccessDeniedException><Message>Unable to determine operation</Message></AccessDeniedException>";
  it.each([
    ["an endpoint without the operation", [404, json, '{"__type":"UnknownOperationException"}'], "notApplicable"],
    ["an edge that does not route it", [403, "application/xml", edge], "notApplicable"],
    ["a page for people", [404, "text/html", "<html>no</html>"], "notApplicable"],
    ["a role that may not", [403, json, '{"__type":"AccessDeniedException","message":"no"}'], "denied"],
    ["an answer without its list", [200, json, "{}"], "failed"],
    ["a list of something else", [200, json, '{"functions":[7]}'], "failed"],
  ] as const)("tells %s apart, and throws nothing", async (_title, sent, state) => {
    const [page] = await read([sent]);
    expect(page?.resources).toEqual([]);
    expect(page?.unknown?.state).toBe(state);
  });
});
