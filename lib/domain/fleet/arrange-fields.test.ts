import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arrangeFields } from "./arrange-fields.ts";
import { knownGroups, knownNames } from "./function-fields.ts";
import type { Json, JsonObject } from "./observed.ts";

const { groups, other } = arrangeFields({
  FunctionName: "orders",
  MemorySize: 512,
  Layers: [{ Arn: "arn:one" }, { Arn: "arn:two", Colour: "green" }],
  VpcConfig: { SubnetIds: ["subnet-1"], Ipv6AllowedForDualStack: false, Mesh: { Enabled: true } },
  Environment: { Variables: { TABLE: { kind: "plain", hmac: "x" } } },
  FunctionRuntimeConfig: { Arn: "arn:runtime" },
});

describe("arrangeFields", () => {
  it("puts known fields into groups with plain names and units", () => {
    const fields = groups.flatMap((group) => group.fields);
    expect(fields.map(({ path, label, unit, value }) => [path, label, unit, value])).toEqual([
      ["Layers[0].Arn", "Layer", null, "arn:one"],
      ["Layers[1].Arn", "Layer", null, "arn:two"],
      ["MemorySize", "Memory", "megabytes", 512],
      ["VpcConfig.SubnetIds", "Subnets", null, ["subnet-1"]],
      ["VpcConfig.Ipv6AllowedForDualStack", "IPv6", null, false],
      ["FunctionName", "Name", null, "orders"],
    ]);
  });

  it("keeps all that is younger, wherever it stands", () => {
    expect(other).toEqual([
      { path: "Layers[1].Colour", value: "green" },
      { path: "VpcConfig.Mesh.Enabled", value: true },
      { path: "FunctionRuntimeConfig.Arn", value: "arn:runtime" },
    ]);
  });

  it("names each known field once, and explains it", () => {
    const fields = knownGroups.flatMap((group) => group.fields);
    expect(new Set(fields.map(({ path }) => path)).size).toBe(fields.length);
    for (const { label, help } of fields) expect(label.length * help.length).toBeGreaterThan(0);
  });

  it("loses no value of any document", () => {
    const name = fc.oneof(fc.constantFrom(...knownNames), fc.string({ minLength: 1 }));
    const { value } = fc.letrec<{ value: Json }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        fc.string(),
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie("value"), { maxLength: 3 }),
        fc.dictionary(name, tie("value"), { maxKeys: 3, noNullPrototype: true }),
      ),
    }));
    fc.assert(
      fc.property(fc.dictionary(name, value, { maxKeys: 6, noNullPrototype: true }), (document) => {
        const arranged = arrangeFields(document);
        const shown = [...arranged.groups.flatMap((group) => group.fields), ...arranged.other];
        const expected = scalars({ ...document, Environment: {} });
        const found = shown
          .filter(({ path }) => !path.startsWith("Environment"))
          .flatMap((field) => scalars(field.value));
        expect(found.toSorted()).toEqual(expected.toSorted());
      }),
    );
  });
});

/** Every plain value of a document, as text. */
function scalars(value: Json | JsonObject): string[] {
  if (typeof value !== "object" || value === null) return [JSON.stringify(value)];
  return Object.values(value).flatMap((item) => scalars(item as Json));
}
