import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseAccountList } from "./account-list.ts";

const arn = "arn:aws:iam::111122223333:role/path/LamplightReadOnly";

describe("parseAccountList", () => {
  it("reads ids, names, roles and external ids by place", () => {
    const { accounts, problems } = parseAccountList(
      `# our accounts\n111122223333\n\n222233334444,payments\n333344445555;"a, b ""c""";arn:aws:iam::333344445555:role/R;ext-1`,
    );
    expect(problems).toEqual([]);
    expect(accounts).toEqual([
      { line: 2, accountId: "111122223333", name: "", roleArn: null, externalId: null },
      { line: 4, accountId: "222233334444", name: "payments", roleArn: null, externalId: null },
      {
        line: 5,
        accountId: "333344445555",
        name: 'a, b "c"',
        roleArn: "arn:aws:iam::333344445555:role/R",
        externalId: "ext-1",
      },
    ]);
  });

  it("reads columns in the order of a heading, and passes over those it does not know", () => {
    const { accounts } = parseAccountList(
      `Name,Email,Account ID,external_id,Role ARN\npay,a@b.c,1111-2222-3333,ext,${arn}`,
    );
    expect(accounts).toEqual([{ line: 2, accountId: "111122223333", name: "pay", roleArn: arn, externalId: "ext" }]);
  });

  it("takes the account from a role's ARN", () => {
    expect(parseAccountList(arn).accounts[0]).toMatchObject({ accountId: "111122223333", roleArn: arn });
  });

  it("reads what the AWS command line prints, without accounts that are suspended", () => {
    const printed = JSON.stringify({
      Accounts: [
        { Id: "111122223333", Name: "one", Status: "ACTIVE" },
        { Id: "222233334444", Name: "two", Status: "SUSPENDED" },
      ],
    });
    expect(parseAccountList(printed).accounts.map(({ name }) => name)).toEqual(["one"]);
  });

  it.each([
    ["12345", /12 digits/],
    [`222233334444,x,${arn}`, /one of account 111122223333/],
    ["111122223333,x,arn:aws:iam::1:user/x", /not the ARN of a role/],
    ["111122223333,x,,e", /external id/],
    ["111122223333\n111122223333", /stands in line 1 already/],
    ["{broken", /not valid JSON/],
  ])("says what is wrong with %j", (text, problem) => {
    const { problems } = parseAccountList(text);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.problem).toMatch(problem);
  });

  it("never throws, and every line is an account or a problem", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'12,;\t"\n #a:{[') }), (text) => {
        const { accounts, problems } = parseAccountList(text);
        const lines = text
          .trim()
          .split("\n")
          .filter((line) => line.trim() !== "" && !line.trim().startsWith("#"));
        expect(accounts.length + problems.length).toBeLessThanOrEqual(Math.max(1, lines.length));
      }),
    );
  });

  it("reads back any list that it could have been given", () => {
    const name = fc.string({ maxLength: 40 }).map((text) => text.replace(/[\r\n]/g, " ").trim());
    const account = fc.tuple(fc.integer({ min: 1e11, max: 1e12 - 1 }).map(String), name);
    fc.assert(
      fc.property(fc.uniqueArray(account, { selector: ([id]) => id }), (list) => {
        const text = list.map(([id, called]) => `${id},"${called.replaceAll('"', '""')}"`).join("\n");
        expect(parseAccountList(text).accounts.map((one) => [one.accountId, one.name])).toEqual(list);
      }),
    );
  });
});
