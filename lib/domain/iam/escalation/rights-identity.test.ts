import { describe, expect, it } from "vitest";
import { type RoleRights, roleRights } from "#lib/domain/iam/role-rights.ts";
import { allow, compiled, testAccountId } from "./estate.fixture.ts";
import { rightsKey } from "./rights-identity.ts";

const home = { partition: "aws", accountId: testAccountId };
const [first, second, third] = [compiled([allow("s3:*")]), compiled([allow("sqs:*")]), compiled([allow("sns:*")])];
const from = (source: string, policy: typeof first) => ({ source, compiled: policy });
const plain = roleRights([from("a", first), from("b", second)], null, home);

describe("a key of rights", () => {
  it("is the same for the same documents, whatever their order, names and number", () => {
    const again = roleRights([from("x", second), from("y", first), from("z", first)], null, home);
    expect(rightsKey(again)).toBe(rightsKey(plain));
  });

  it.each<[string, RoleRights]>([
    ["a document more", roleRights([from("a", first), from("b", second), from("c", third)], null, home)],
    ["a document less", roleRights([from("a", first)], null, home)],
    ["a boundary", roleRights([from("a", first), from("b", second)], third, home)],
    ["a limit", roleRights([from("a", first), from("b", second)], null, home, [[third]])],
    ["limits in one level", roleRights([from("a", first), from("b", second)], null, home, [[third, first]])],
    ["limits in two levels", roleRights([from("a", first), from("b", second)], null, home, [[third], [first]])],
    ["another account", roleRights([from("a", first), from("b", second)], null, { ...home, accountId: "2" })],
    ["another partition", roleRights([from("a", first), from("b", second)], null, { ...home, partition: "aws-cn" })],
  ])("tells apart %s", (_, other) => {
    expect(rightsKey(other)).not.toBe(rightsKey(plain));
  });

  it("tells limits in one level from those in two", () => {
    const one = roleRights([], null, home, [[third, first]]);
    const two = roleRights([], null, home, [[first], [third]]);
    expect(rightsKey(one)).not.toBe(rightsKey(two));
  });
});
