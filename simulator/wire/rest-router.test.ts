import { describe, expect, it } from "vitest";
import { createRestRouter } from "./rest-router.ts";
import { serviceCatalog } from "./service-catalog.ts";
import { loadServiceModel } from "./service-model.ts";

const definition = serviceCatalog.find((service) => service.signingName === "lambda");

async function createRoute() {
  if (definition === undefined) {
    throw new Error("Lambda is not in the catalogue.");
  }
  const model = await loadServiceModel(definition);
  const route = createRestRouter(model.operations.values());
  return (method: string, target: string) => {
    const url = new URL(target, "http://localhost");
    const match = route(method, url.pathname, url.searchParams);
    return match === undefined ? undefined : [match.operation.name, Object.fromEntries(match.labels)];
  };
}

describe("createRestRouter", () => {
  it("tells operations of one path apart by the template's fixed query", async () => {
    const route = await createRoute();
    const path = "/2019-09-30/functions/f/provisioned-concurrency";
    expect(route("GET", `${path}?List=ALL`)).toEqual(["ListProvisionedConcurrencyConfigs", { FunctionName: "f" }]);
    expect(route("GET", `${path}?Qualifier=live`)).toEqual(["GetProvisionedConcurrencyConfig", { FunctionName: "f" }]);
    expect(route("GET", "/2018-10-31/layers?find=LayerVersion&Arn=x")).toEqual(["GetLayerVersionByArn", {}]);
    expect(route("GET", "/2018-10-31/layers")).toEqual(["ListLayers", {}]);
  });

  it("decodes labels", async () => {
    const route = await createRoute();
    expect(route("GET", "/2017-03-31/tags/arn%3Aaws%3Alambda%3Aeu-west-1%3A1%3Afunction%3Af")).toEqual([
      "ListTags",
      { Resource: "arn:aws:lambda:eu-west-1:1:function:f" },
    ]);
  });

  it("knows no operation for another method, a shorter or a longer path", async () => {
    const route = await createRoute();
    expect(route("PUT", "/2015-03-31/functions")).toBeUndefined();
    expect(route("GET", "/2015-03-31")).toBeUndefined();
    expect(route("GET", "/2015-03-31/functions/%E0%A4%A")).toBeUndefined();
    expect(route("GET", "/2015-03-31/functions/f/policy/more")).toBeUndefined();
  });
});
