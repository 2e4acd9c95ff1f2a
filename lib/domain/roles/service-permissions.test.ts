import { expect, it } from "vitest";
import { byDanger, type ServicePermissions, servicePermissions } from "./service-permissions.ts";

function held(service: string, granted: readonly number[], onAll = 0, whole = false): ServicePermissions {
  return { service, granted, of: granted.map(() => 50), onAll, whole };
}

it("puts what lets others in and changes everything before what reads", () => {
  const services = [
    held("reads-all", [5, 9, 0, 0, 0], 14),
    held("writes-some", [0, 0, 9, 0, 0]),
    held("writes-all", [0, 0, 1, 0, 0], 1),
    held("shares-all", [0, 0, 0, 0, 1], 1),
    held("reads-some", [40, 40, 0, 0, 0]),
    held("also-reads-some", [40, 40, 0, 0, 0]),
  ];
  expect(services.toSorted(byDanger).map(({ service }) => service)).toEqual([
    "shares-all",
    "writes-all",
    "writes-some",
    "reads-all",
    "also-reads-some",
    "reads-some",
  ]);
});

it("puts identities and data before other services that are held alike, but not before graver rights", () => {
  const services = [held("zzz", [0, 0, 9, 0, 9], 18), held("s3", [0, 0, 1, 0, 1], 2), held("iam", [9, 9, 0, 0, 0])];
  expect(services.toSorted(byDanger).map(({ service }) => service)).toEqual(["s3", "zzz", "iam"]);
});

it("keeps the figures of each class in the order of the table", () => {
  const none = { granted: 0, of: 3 };
  const levels = {
    read: { granted: 2, of: 4 },
    list: { granted: 1, of: 5 },
    write: none,
    tagging: none,
    "permissions-management": none,
  };
  expect(servicePermissions({ service: "s3", levels, whole: false, onAllResources: 1 })).toEqual({
    service: "s3",
    granted: [1, 2, 0, 0, 0],
    of: [5, 4, 3, 3, 3],
    onAll: 1,
    whole: false,
  });
});
