import { GetQueryResultsResponse$, ListLogGroupsResponse$ } from "@aws-sdk/client-cloudwatch-logs";
import { NormalizedSchema } from "@smithy/core/schema";
import { describe, expect, it } from "vitest";
import { createServiceLoader } from "#simulator/wire/wire-service.ts";
import type { WireAnswer } from "./protocol.ts";
import { serviceCatalog } from "./service-catalog.ts";
import { textMembersOf } from "./text-members.ts";

const results = Array.from({ length: 700 }, (_, row) =>
  ["a", "b"].map((field) => ({ field, value: `${row} "quoted" \u2028 <é> 😀` })),
);

describe("textMembersOf", () => {
  it("names lists of texts and no others", () => {
    expect([...textMembersOf(NormalizedSchema.of(GetQueryResultsResponse$))]).toEqual(["results"]);
    expect([...textMembersOf(NormalizedSchema.of(ListLogGroupsResponse$))]).toEqual(["logGroups"]);
  });
});

function textOf(body: WireAnswer["body"]): string {
  return typeof body === "string" ? body : Buffer.concat(body instanceof Uint8Array ? [body] : body).toString("utf8");
}

describe("a large answer", () => {
  it.each([
    ["with other members", { status: "Complete", results, statistics: { recordsMatched: 2 } }],
    ["alone", { results }],
    ["short", { status: "Complete", results: results.slice(0, 3) }],
  ])("reads the same as one that the schema writes: %s", async (_name, output) => {
    const service = await createServiceLoader(serviceCatalog)("logs");
    const operation = service?.model.operations.get("GetQueryResults");
    if (service === undefined || operation === undefined) throw new Error("no such operation");
    const { body } = service.protocol.write(operation, output, "id");
    expect(JSON.parse(textOf(body))).toEqual(output);
  });
});
