import { describe, expect, it } from "vitest";
import { readQueryForm } from "./query-reader.ts";
import { serviceCatalog } from "./service-catalog.ts";
import { loadServiceModel } from "./service-model.ts";

async function inputOf(service: string, operation: string) {
  const definition = serviceCatalog.find(({ signingName }) => signingName === service);
  const found = definition && (await loadServiceModel(definition)).operations.get(operation);
  if (found === undefined) {
    throw new Error(`${service} has no ${operation}.`);
  }
  return found.input;
}

describe("readQueryForm", () => {
  it("reads awsQuery lists under member, in the order of their numbers", async () => {
    const form = new URLSearchParams("Action=X&Filter.member.10=c&Filter.member.2=b&Filter.member.1=a&MaxItems=7");
    const schema = await inputOf("iam", "GetAccountAuthorizationDetails");
    expect(readQueryForm(schema, form, false)).toEqual({ Filter: ["a", "b", "c"], MaxItems: 7 });
  });

  it("reads ec2Query lists without member, under their EC2 names", async () => {
    const form = new URLSearchParams(
      "SubnetId.1=s-1&Filter.1.Name=vpc-id&Filter.1.Value.1=v-1&Filter.1.Value.2=v-2&DryRun=false",
    );
    const schema = await inputOf("ec2", "DescribeSubnets");
    expect(readQueryForm(schema, form, true)).toEqual({
      SubnetIds: ["s-1"],
      Filters: [{ Name: "vpc-id", Values: ["v-1", "v-2"] }],
      DryRun: false,
    });
  });

  it("leaves out what the form does not name, and takes an empty list for empty", async () => {
    const schema = await inputOf("iam", "GetAccountAuthorizationDetails");
    expect(readQueryForm(schema, new URLSearchParams("Filter="), false)).toEqual({ Filter: [] });
  });
});
