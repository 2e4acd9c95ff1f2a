import { describe, expect, it } from "vitest";
import type { JsonObject } from "#lib/domain/iam/policy-document.ts";
import type { TightenedDocument } from "./tighter-policies.ts";
import { commandsOf, writeTighterPolicies } from "./write-tighter-policies.ts";

const dollar = "$";
const statement = {
  Sid: "Own",
  Effect: "Allow",
  Action: ["s3:GetObject"],
  Resource: [`arn:aws:s3:::b/${dollar}{aws:PrincipalTag/team}/*`, 'arn:aws:s3:::it\'s-"quoted"%{x}'],
};
const after: JsonObject = { Version: "2012-10-17", Statement: [statement] };

function changed(source: string, name: string, outcome: TightenedDocument["outcome"]): TightenedDocument {
  const isLeft = outcome === "narrowed" || outcome === "unchanged";
  return { source, name, outcome, before: after, after: isLeft ? after : null, characters: 0, problem: null };
}

const documents = [
  changed("arn:aws:iam::aws:policy/AmazonS3FullAccess", "AmazonS3FullAccess", "narrowed"),
  changed("arn:aws:iam::aws:policy/AdministratorAccess", "AdministratorAccess", "removed"),
  changed(
    "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
    "AWSLambdaBasicExecutionRole",
    "unchanged",
  ),
  changed("inline:own", "own", "narrowed"),
  changed("inline:old", "old", "removed"),
  changed("inline:kept", "kept", "unchanged"),
];
const written = new Map(writeTighterPolicies("orders-role-1a", documents).map((one) => [one.tool, one]));
const codeOf = (tool: "JSON" | "CDK" | "SAM" | "Terraform") => written.get(tool)?.code ?? "";

/** The JSON that begins at the first brace after `from`, up to the one that closes it. */
function jsonAfter(text: string, from: string): unknown {
  const start = text.indexOf("{", text.indexOf(from) + from.length - 1);
  let depth = 0;
  let inText = false;
  for (let at = start; at < text.length; at += 1) {
    const char = text[at];
    if (inText) {
      if (char === "\\") at += 1;
      else if (char === '"') inText = false;
    } else if (char === '"') inText = true;
    else if (char === "{") depth += 1;
    else if (char === "}" && --depth === 0) return JSON.parse(text.slice(start, at + 1));
  }
  throw new Error(`nothing closes after ${from}`);
}

describe("tighter policies as text", () => {
  it("JSON is one document, or several by the names that they get", () => {
    expect(JSON.parse(codeOf("JSON"))).toEqual({ "AmazonS3FullAccess-tighter": after, own: after });
    const [only] = writeTighterPolicies("r", documents.slice(3, 4));
    expect(JSON.parse(only?.code ?? "")).toEqual(after);
    expect(JSON.parse(writeTighterPolicies("r", documents.slice(1, 2))[0]?.code ?? "")).toMatchObject({
      Statement: [],
    });
  });

  it("CDK attaches each, and says what it takes the place of", () => {
    const code = codeOf("CDK");
    expect(jsonAfter(code, "fromJson(")).toEqual(after);
    expect(code.match(/attachInlinePolicy/g)).toHaveLength(2);
    expect(code).toContain('policyName: "AmazonS3FullAccess-tighter"');
    const comments = code.split("\n").slice(-5);
    for (const line of comments) expect(line).toMatch(/^\/\//);
    expect(comments.join("\n")).toMatch(
      /AmazonS3FullAccess[\s\S]*AdministratorAccess \(nothing of it was used\)[\s\S]*inline:old/,
    );
  });

  it("SAM holds the role's whole lists: what stays and what is new", () => {
    const code = codeOf("SAM");
    expect(code).toContain('ManagedPolicyArns: ["arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"]');
    expect([...code.matchAll(/PolicyName: "(.*)"/g)].map(([, name]) => name)).toEqual([
      "AmazonS3FullAccess-tighter",
      "own",
      "kept",
    ]);
    expect(jsonAfter(code, "PolicyDocument: ")).toEqual(after);
    expect(code).not.toMatch(/\t/);
    // All that follows a key stands deeper than it: else the YAML would end there.
    const lines = code.split("\n").slice(1);
    for (const line of lines) expect(line).toMatch(/^ {2}/);
  });

  it("Terraform escapes what would begin a template", () => {
    const code = codeOf("Terraform");
    expect(code).toContain("$${aws:PrincipalTag/team}");
    expect(code).toContain("%%{x}");
    expect(code).not.toMatch(/[^$]\$\{|[^%]%\{/);
    const document = code.replaceAll("$${", "${").replaceAll("%%{", "%{");
    expect(jsonAfter(document, "jsonencode(")).toEqual(after);
    expect([...code.matchAll(/^resource "aws_iam_role_policy" "(.*)" \{$/gm)].map(([, name]) => name)).toEqual([
      "orders_role_1a_amazons3fullaccess_tighter",
      "orders_role_1a_own",
    ]);
    expect(code.match(/^}$/gm)).toHaveLength(2);
  });

  it("is nothing where nothing changes", () => {
    expect(writeTighterPolicies("r", documents.slice(2, 3))).toEqual([]);
    expect(commandsOf("r", documents.slice(2, 3))).toBe("");
  });

  it("gives each policy a name of its own, whatever the old ones were called", () => {
    const long = "p".repeat(128);
    const alike = [
      changed("arn:aws:iam::aws:policy/Access", "Access", "narrowed"),
      changed("arn:aws:iam::111122223333:policy/team/Access", "Access", "narrowed"),
      changed("arn:aws:iam::111122223333:policy/access", "access", "narrowed"),
      changed("inline:Access-tighter", "Access-tighter", "unchanged"),
      changed("inline:a_b", "a_b", "narrowed"),
      changed("inline:a.b", "a.b", "narrowed"),
      changed(`arn:aws:iam::111122223333:policy/${long}`, long, "narrowed"),
      changed(`inline:${long}`, long, "narrowed"),
    ];
    const texts = new Map(writeTighterPolicies("r", alike).map(({ tool, code }) => [tool, code]));
    const names = Object.keys(JSON.parse(texts.get("JSON") ?? ""));
    expect(names).toEqual([
      "Access-tighter-2",
      "Access-tighter-3",
      "access-tighter-4",
      "a_b",
      "a.b",
      `${"p".repeat(120)}-tighter`,
      long,
    ]);
    const every = (tool: "CDK" | "SAM" | "Terraform", pattern: RegExp) =>
      [...(texts.get(tool) ?? "").matchAll(pattern)].map(([, name]) => name);
    expect(every("CDK", /policyName: "(.*)"/g)).toEqual(names);
    expect(every("SAM", /PolicyName: "(.*)"/g)).toEqual([...names, "Access-tighter"]);
    expect(every("Terraform", /^ {2}name {3}= "(.*)"$/gm)).toEqual(names);
    for (const ids of [every("CDK", /Policy\(this, "(.*)"/g), every("Terraform", /^resource "\w+" "(.*)" \{$/gm)])
      expect(new Set(ids).size).toBe(names.length);
    expect([...commandsOf("r", alike).matchAll(/--policy-name (\S+)/g)].map(([, name]) => name)).toEqual(names);
  });

  it("SAM says which inline policy its whole list lacks, since it could not be read", () => {
    const code = writeTighterPolicies("r", [...documents, changed("inline:odd", "odd", "unreadable")]).find(
      ({ tool }) => tool === "SAM",
    )?.code;
    expect(code).toMatch(/# Add to Policies as it is.*"odd"/);
    expect(codeOf("SAM")).not.toContain("# Add to Policies");
  });

  it("commands put on before they take off", () => {
    const commands = commandsOf("orders-role-1a", documents).split("\n");
    expect(commands.map((command) => command.split(" ")[2])).toEqual([
      "put-role-policy",
      "put-role-policy",
      "detach-role-policy",
      "detach-role-policy",
      "delete-role-policy",
    ]);
    expect(commands[0]).toContain("it'\\''s");
  });
});
