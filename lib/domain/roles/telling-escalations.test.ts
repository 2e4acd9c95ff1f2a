import { expect, it } from "vitest";
import type { EscalationPath } from "#lib/domain/iam/escalation/escalation-path.ts";
import { sortEscalations } from "./telling-escalations.ts";

function path(id: string, actions: string, potential = false): EscalationPath {
  const steps = actions.split(" ").map((action) => ({ action, resources: ["*"], proofs: [] }));
  return { id, title: id, steps, gains: [], potential, viaRole: null };
}

const sorted = (...paths: EscalationPath[]) => {
  const { telling, longer } = sortEscalations(paths);
  return { telling: telling.map(({ id }) => id), longer: longer.map(({ id }) => id) };
};

it("puts certain ways before potential ones and short ones before long ones", () => {
  const paths = [path("perhaps", "a:A", true), path("long", "b:B c:C"), path("short", "d:D")];
  expect(sorted(...paths)).toEqual({ telling: ["short", "long", "perhaps"], longer: [] });
});

it("sets ways apart that need more than another that is as sure", () => {
  const create = path("create", "iam:PassRole lambda:CreateFunction");
  const invoke = path("invoke", "iam:PassRole lambda:CreateFunction lambda:InvokeFunction");
  expect(sorted(invoke, create)).toEqual({ telling: ["create"], longer: ["invoke"] });
  expect(sorted({ ...create, potential: true }, invoke)).toEqual({ telling: ["invoke", "create"], longer: [] });
});

it("takes a wildcard for more than one action of it, whatever the case", () => {
  expect(sorted(path("all", "iam:*"), path("put", "IAM:PutRolePolicy"))).toEqual({ telling: ["put"], longer: ["all"] });
});

it("keeps two ways by the same actions", () => {
  expect(sorted(path("one", "a:A"), path("other", "a:A")).telling).toEqual(["one", "other"]);
});
