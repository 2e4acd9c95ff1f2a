import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "#lib/domain/fleet/observed.ts";
import { diffDocuments } from "./diff-documents.ts";
import { classesOf, summariseChanges } from "./summarise-changes.ts";

const before: JsonObject = {
  FunctionName: "f",
  MemorySize: 512,
  Runtime: "nodejs18.x",
  CodeSha256: "a",
  Role: "arn:aws:iam::111122223333:role/one",
  RevisionId: "1",
  LastModified: "2026-11-01",
  VpcConfig: { SubnetIds: ["s-1", "s-2"], SecurityGroupIds: [], VpcId: "vpc-1" },
  Environment: { Variables: { A: { kind: "plain", hmac: "1" }, B: { kind: "plain", hmac: "2" } } },
  Layers: [{ Arn: "arn:l:1" }, { Arn: "arn:l:2" }],
};
const summary = (change: JsonObject) => summariseChanges(diffDocuments(before, { ...before, ...change }));

describe("diffDocuments", () => {
  it.each([
    { RevisionId: "2", LastModified: "2026-11-02", State: "Active" },
    { VpcConfig: { SubnetIds: ["s-2", "s-1"], VpcId: "vpc-1" } },
    { Description: "", DeadLetterConfig: null, FileSystemConfigs: [], LoggingConfig: {} },
  ])("sees nothing in %j", (change) => expect(diffDocuments(before, { ...before, ...change })).toEqual([]));

  it("names field, both values and class", () => {
    expect(
      diffDocuments(before, {
        ...before,
        MemorySize: 1024,
        VpcConfig: { ...(before.VpcConfig as JsonObject), SubnetIds: ["s-1"] },
      }),
    ).toEqual([
      { path: ["MemorySize"], before: 512, after: 1024, class: "memory" },
      { path: ["VpcConfig", "SubnetIds"], before: ["s-1", "s-2"], after: ["s-1"], class: "network" },
    ]);
    expect(diffDocuments(before, { ...before, Layers: [{ Arn: "arn:l:2" }, { Arn: "arn:l:1" }] })).toMatchObject([
      { class: "layers" },
    ]);
  });

  it("finds nothing between a document and itself, and the same fields both ways round", () => {
    const document = fc
      .dictionary(fc.string(), fc.jsonValue())
      .map((value) => JSON.parse(JSON.stringify(value)) as JsonObject);
    fc.assert(
      fc.property(document, document, (one, other) => {
        expect(diffDocuments(one, structuredClone(one))).toEqual([]);
        const back = diffDocuments(other, one).map(({ path, before: b, after: a }) => [path, a, b]);
        expect(diffDocuments(one, other).map(({ path, before: b, after: a }) => [path, b, a])).toEqual(back);
      }),
    );
  });
});

describe("summariseChanges", () => {
  it.each<[JsonObject, string]>([
    [{}, "Nothing changed"],
    [{ MemorySize: 1024, CodeSha256: "b" }, "New code, memory 512 → 1024 MB"],
    [{ Runtime: "nodejs22.x" }, "Runtime nodejs18.x → nodejs22.x"],
    [{ Role: "arn:aws:iam::111122223333:role/path/two" }, "Role one → two"],
    [{ Timeout: 30 }, "Timeout none → 30 s"],
    [{ Architectures: ["arm64"] }, "Architectures none → arm64"],
    [
      { Environment: { Variables: { A: { kind: "plain", hmac: "9" }, C: { kind: "plain", hmac: "3" } } } },
      "Environment: A changed, B removed, C added",
    ],
    [{ VpcConfig: null }, "Network: SubnetIds removed, VpcId removed"],
    [{ Description: "new" }, "Configuration: Description added"],
  ])("%j", (change, line) => expect(summary(change)).toBe(line));

  it("counts what does not fit and orders by weight", () => {
    const variables = Object.fromEntries(["C", "D", "E", "F"].map((name) => [name, { kind: "plain", hmac: name }]));
    const changes = diffDocuments({ Timeout: 3 }, { Environment: { Variables: variables }, Timeout: 3, MemorySize: 1 });
    expect(summariseChanges(changes)).toBe("Memory none → 1 MB, environment: C added, D added, E added and 1 more");
    expect(classesOf(changes)).toEqual(["memory", "environment"]);
  });
});
