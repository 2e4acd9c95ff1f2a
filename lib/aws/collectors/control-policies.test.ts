import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CallAws, SendOptions } from "#lib/aws/call-aws.ts";
import { classifyFailure, malformedAnswer } from "#lib/aws/classify-failure.ts";
import { AwsFailureError } from "#lib/aws/failure.ts";
import { createMeter } from "#lib/aws/meter.ts";
import type { ControlReading } from "#lib/domain/accounts/control-policies.ts";
import type { CollectedPage, SourceInputs } from "#lib/domain/collection/source.ts";
import { accounts } from "./accounts.ts";
import type { CollectContext } from "./collector.ts";
import { anyDamage, type Damage } from "./damages.fixture.ts";

const management = "111122223333";
const [first, second] = ["222233334444", "333344445555"] as const;
const root = "r-abcd";
const [workloads, production] = ["ou-abcd-11111111", "ou-abcd-22222222"] as const;
const [full, guard, spare] = ["p-FullAWSAccess", "p-guard001", "p-spare001"] as const;
const document = '{"Version":"2012-10-17","Statement":[]}';

type Input = Readonly<Record<string, unknown>>;
type Answers = Readonly<Record<string, (input: Input) => object>>;

/** A list of an answer, two entries a page. */
function paged(name: string, entries: readonly object[], { NextToken }: Input): object {
  const from = NextToken === undefined ? 0 : Number(NextToken);
  const rest = from + 2 < entries.length ? { NextToken: String(from + 2) } : {};
  return { [name]: entries.slice(from, from + 2), ...rest };
}

const ids = (name: string, values: readonly string[]) => values.map((value) => ({ [name]: value, Name: `${value}'s` }));
const unitsBelow: Readonly<Record<string, readonly string[]>> = { [root]: [workloads], [workloads]: [production] };
const accountsBelow: Readonly<Record<string, readonly string[]>> = {
  [root]: [management],
  [production]: [first, second],
};
const targets: Readonly<Record<string, readonly string[]>> = {
  [full]: [root, workloads, production, management, first, second],
  [guard]: [production],
};

/** An organisation with a policy on one unit, and one that is attached nowhere. */
const organization: Answers = {
  describeOrganization: () => ({ Organization: { MasterAccountId: management } }),
  listAccounts: (input) => paged("Accounts", ids("Id", [management, first, second]), input),
  listRoots: () => ({
    Roots: [
      {
        Id: root,
        Arn: `arn:aws:organizations::${management}:root/o-1234567890/${root}`,
        Name: "Root",
        PolicyTypes: [
          { Type: "TAG_POLICY", Status: "ENABLED" },
          { Type: "SERVICE_CONTROL_POLICY", Status: "ENABLED" },
        ],
      },
    ],
  }),
  listOrganizationalUnitsForParent: (input) =>
    paged("OrganizationalUnits", ids("Id", unitsBelow[String(input.ParentId)] ?? []), input),
  listAccountsForParent: (input) => paged("Accounts", ids("Id", accountsBelow[String(input.ParentId)] ?? []), input),
  listPolicies: (input) => paged("Policies", ids("Id", [full, guard, spare]), input),
  listTargetsForPolicy: (input) => paged("Targets", ids("TargetId", targets[String(input.PolicyId)] ?? []), input),
  describePolicy: () => ({ Policy: { Content: document } }),
};

interface Outcome {
  readonly pages: readonly CollectedPage<"accounts">[];
  /** Operations in the order they were asked for. */
  readonly asked: readonly string[];
}

/** Reads the accounts of an organisation that answers like this. */
async function read(
  answers: Answers,
  input: SourceInputs["accounts"] = {},
  cursor: string | null = null,
): Promise<Outcome> {
  const asked: string[] = [];
  const client = Object.fromEntries(
    Object.entries(answers).map(([name, answer]) => [name, async (given: Input) => answer(given)]),
  );
  const call = (async (
    service: "organizations",
    operation: string,
    send: (organizations: object, options: SendOptions) => Promise<unknown>,
  ) => {
    asked.push(operation);
    try {
      return await send(client, { abortSignal: new AbortController().signal });
    } catch (error) {
      throw new AwsFailureError(classifyFailure(error, { service, operation, region: "us-east-1" }));
    }
  }) as unknown as CallAws;
  const context: CollectContext = {
    accountId: management,
    region: "us-east-1",
    homeRegion: "us-east-1",
    configuredRegions: [],
    call,
    meter: createMeter(),
    signal: new AbortController().signal,
    now: () => new Date("2026-11-20T10:00:00Z"),
    fingerprint: () => "hmac",
    metricDataLimiter: (work) => work(),
    queryResultsLimiter: (work) => work(),
    querySlots: { take: () => Promise.reject(new Error("No log is read.")) } as unknown as CollectContext["querySlots"],
    queryPollMs: 1,
    note: () => undefined,
  };
  const pages: CollectedPage<"accounts">[] = [];
  for await (const page of accounts.collect(context, input, cursor)) pages.push(page);
  return { pages, asked };
}

const refuse = (name: string) => () => {
  throw Object.assign(new Error(name), { name, $metadata: { httpStatusCode: 400 } });
};
const controlsOf = ({ pages }: Outcome): ControlReading | undefined => pages.at(-1)?.page.controls;
const namesOf = ({ pages }: Outcome) => pages.flatMap(({ page }) => page.accounts.map(({ accountId }) => accountId));

describe("service control policies", () => {
  it("are read whole, with what they are attached to and what stands under what", async () => {
    const outcome = await read(organization);
    expect(namesOf(outcome)).toEqual([management, first, second]);
    const policy = { arn: expect.any(String), unread: null };
    expect(controlsOf(outcome)).toEqual({
      state: "known",
      managementAccountId: management,
      policies: [
        { ...policy, policyId: full, name: `${full}'s`, content: document, targetIds: targets[full] },
        { ...policy, policyId: guard, name: `${guard}'s`, content: document, targetIds: [production] },
        { ...policy, policyId: spare, name: `${spare}'s`, content: null, targetIds: [] },
      ],
      places: [
        { id: root, kind: "root", parentId: null, name: "Root" },
        { id: workloads, kind: "unit", parentId: root, name: `${workloads}'s` },
        { id: management, kind: "account", parentId: root, name: null },
        { id: production, kind: "unit", parentId: workloads, name: `${production}'s` },
        { id: first, kind: "account", parentId: production, name: null },
        { id: second, kind: "account", parentId: production, name: null },
      ],
    });
    // Only a policy that is attached somewhere is described.
    expect(outcome.asked.filter((operation) => operation === "DescribePolicy")).toHaveLength(2);
    expect(outcome.asked.filter((operation) => operation === "ListTargetsForPolicy")).toHaveLength(5);
  });

  it("share the walk through the units with a filter that needs it", async () => {
    const { asked } = await read(organization, {
      filter: { units: [production], excludedUnits: [], accounts: [], excludedAccounts: [] },
    });
    expect(asked.filter((operation) => operation === "ListRoots")).toHaveLength(1);
    expect(asked.filter((operation) => operation === "ListOrganizationalUnitsForParent")).toHaveLength(3);
  });

  it("are asked for once more after a kill, and the accounts are not", async () => {
    const { pages } = await read(organization);
    const cursor = pages.at(-2)?.nextCursor ?? null;
    const again = await read(organization, {}, cursor);
    expect(again.asked).not.toContain("ListAccounts");
    expect(controlsOf(again)).toEqual(pages.at(-1)?.page.controls);
  });

  it("are left alone where nobody asks for them", async () => {
    const { pages, asked } = await read(organization, { controlPolicies: false });
    expect(asked).toEqual(["DescribeOrganization", "ListAccounts", "ListAccounts"]);
    expect(pages.at(-1)).toMatchObject({ nextCursor: null, page: { organization: { complete: true } } });
  });

  it.each([
    ["none turned on", []],
    ["one that is being turned on", [{ Type: "SERVICE_CONTROL_POLICY", Status: "PENDING_ENABLE" }]],
    ["another kind", [{ Type: "RESOURCE_CONTROL_POLICY", Status: "ENABLED" }]],
  ])("limit nobody with %s, which takes one call to see", async (_name, PolicyTypes) => {
    const Arn = `arn:aws:organizations::${management}:root/o-1234567890/${root}`;
    const outcome = await read({ ...organization, listRoots: () => ({ Roots: [{ Id: root, Arn, PolicyTypes }] }) });
    expect(controlsOf(outcome)).toEqual({
      state: "notApplicable",
      reason: "The organisation has service control policies turned off.",
      managementAccountId: management,
    });
    expect(outcome.asked.at(-1)).toBe("ListRoots");
  });

  it("are found though the root comes with a later page", async () => {
    const listRoots = (input: Input) =>
      input.NextToken === undefined ? { Roots: [], NextToken: "more" } : (organization.listRoots?.(input) ?? {});
    const outcome = await read({ ...organization, listRoots });
    expect(controlsOf(outcome)).toMatchObject({ state: "known", managementAccountId: management });
  });

  it("are unknown of an organisation without a root: that is none, and says nothing of limits", async () => {
    const outcome = await read({ ...organization, listRoots: () => ({ Roots: [] }) });
    expect(controlsOf(outcome)).toMatchObject({ state: "failed", outside: false });
    expect(outcome.asked).not.toContain("ListPolicies");
  });
});

describe("what keeps them from being read", () => {
  it.each([
    "ListRoots",
    "ListPolicies",
    "ListOrganizationalUnitsForParent",
    "ListAccountsForParent",
    "ListTargetsForPolicy",
    "DescribePolicy",
  ])("%s denied is told with its action, and the accounts are there all the same", async (operation) => {
    const name = operation.replace(/^./, (letter) => letter.toLowerCase());
    const outcome = await read({ ...organization, [name]: refuse("AccessDeniedException") });
    expect(namesOf(outcome)).toEqual([management, first, second]);
    expect(controlsOf(outcome)).toMatchObject({ state: "denied", outside: false });
    expect(controlsOf(outcome)).toHaveProperty(
      "reason",
      expect.stringContaining(`organizations:${operation} is denied`),
    );
  });

  it("an account that may not read the organisation knows nothing of them", async () => {
    const outcome = await read({ ...organization, listAccounts: refuse("AccessDeniedException") });
    expect(namesOf(outcome)).toEqual([management]);
    expect(controlsOf(outcome)).toMatchObject({ state: "denied", outside: true });
    expect(outcome.asked).toEqual(["DescribeOrganization", "ListAccounts"]);
  });

  it("an account in no organisation has none", async () => {
    const outcome = await read({
      ...organization,
      describeOrganization: refuse("AWSOrganizationsNotInUseException"),
      listAccounts: refuse("AWSOrganizationsNotInUseException"),
    });
    expect(namesOf(outcome)).toEqual([management]);
    expect(controlsOf(outcome)).toEqual({
      state: "notApplicable",
      reason: "The account is in no organisation.",
      managementAccountId: null,
    });
  });

  it.each(["TooManyRequestsException", "ServiceException", "PolicyNotFoundException"])(
    "%s may pass: it is thrown, and what was known stays",
    async (name) => {
      await expect(read({ ...organization, describePolicy: refuse(name) })).rejects.toBeInstanceOf(AwsFailureError);
    },
  );

  it("a document that is none costs its policy, and not the others", async () => {
    const describePolicy = ({ PolicyId }: Input) => ({ Policy: { Content: PolicyId === guard ? 5 : document } });
    const controls = controlsOf(await read({ ...organization, describePolicy }));
    expect(
      controls?.state === "known" ? controls.policies.map(({ content, unread }) => content ?? unread) : [],
    ).toEqual([document, "DescribePolicy sent no document.", null]);
  });

  it("a unit that stands below itself is no loop", async () => {
    const listOrganizationalUnitsForParent = (input: Input) =>
      paged("OrganizationalUnits", ids("Id", [workloads]), input);
    const { asked } = await read({ ...organization, listOrganizationalUnitsForParent });
    expect(asked.filter((operation) => operation === "ListOrganizationalUnitsForParent")).toHaveLength(2);
  });
});

/** Every answer of one operation as an endpoint would send it that is not quite AWS. */
function damaged(operation: string, damage: Damage): Answers {
  const whole = organization[operation] ?? (() => ({}));
  return {
    ...organization,
    [operation]: (input) => {
      const body = JSON.stringify(whole(input));
      const sent = damage({ status: 200, type: "application/json", body });
      try {
        const answer: unknown = JSON.parse(String(sent.body));
        if (answer !== null && typeof answer === "object" && !Array.isArray(answer)) return answer;
      } catch (error) {
        if (!(error instanceof SyntaxError)) throw error;
      }
      throw malformedAnswer({ service: "organizations", operation, region: "us-east-1" }, "it is no JSON object");
    },
  };
}

it("any damage ends in a reading that holds what was listed, or in words", async () => {
  const operations = Object.keys(organization).filter((name) => /Roots|Unit|ForParent|Polic/.test(name));
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...operations), anyDamage, async (operation, damage) => {
      const outcome = await read(damaged(operation, damage)).catch((error: unknown) => error);
      if (outcome instanceof AwsFailureError) return;
      if (outcome instanceof Error) throw outcome;
      const { pages, asked } = outcome as Outcome;
      expect(asked.length).toBeLessThan(1_000);
      const controls = pages.at(-1)?.page.controls;
      if (controls?.state === "known") {
        const attached = controls.policies.filter(({ targetIds }) => targetIds.length > 0);
        for (const { content, unread } of attached) expect(content === null).toBe(unread !== null);
        const known = new Set(controls.places.map(({ id }) => id));
        for (const { parentId } of controls.places) if (parentId !== null) expect(known).toContain(parentId);
      } else expect(controls?.reason).toMatch(/^[^\n<>]{10,300}\.$/);
    }),
    { numRuns: 400 },
  );
});
