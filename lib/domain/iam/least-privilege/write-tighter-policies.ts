import {
  hclEscaped,
  hclText,
  indented,
  logicalId,
  quoted,
  shellWord,
  snakeName,
} from "#lib/domain/findings/remedies/quote.ts";
import type { JsonObject } from "#lib/domain/iam/policy-document.ts";
import type { TightenedDocument } from "./tighter-policies.ts";

/** A text to copy or keep as a file. */
export interface WrittenPolicies {
  readonly tool: "JSON" | "CDK" | "SAM" | "Terraform";
  /** What a file with it is called. */
  readonly fileName: string;
  readonly code: string;
}

type Changed = Pick<TightenedDocument, "source" | "name" | "outcome" | "after">;

/** A policy that is narrowed, with the name of the inline policy that takes its place. */
interface Narrowed extends Changed {
  readonly after: JsonObject;
  readonly newName: string;
}

/** Characters of a policy's name at most. */
const longestName = 128;
const isInline = ({ source }: Changed) => source.startsWith("inline:");

/**
 * What is narrowed, each under a name that no other policy of the role has: policies of two paths may have one name, and
 * putting an inline policy overwrites the one of that name. An inline policy keeps its own.
 */
function narrowedOf(documents: readonly Changed[]): readonly Narrowed[] {
  const freeName = uniqueNames(documents.filter(isInline).map(({ name }) => name));
  return documents.flatMap((policy) => {
    const { outcome, after, name } = policy;
    if (outcome !== "narrowed" || after === null) return [];
    const newName = isInline(policy)
      ? name
      : freeName((count) => suffixed(name, `-tighter${count > 1 ? `-${count}` : ""}`));
    return [{ ...policy, after, newName }];
  });
}

const suffixed = (name: string, suffix: string) => name.slice(0, longestName - suffix.length) + suffix;

/** Gives names that were not given before, nor are `taken`; letter case makes no difference. */
function uniqueNames(taken: readonly string[] = []): (candidate: (count: number) => string) => string {
  const given = new Set(taken.map((name) => name.toLowerCase()));
  return (candidate) => {
    for (let count = 1; ; count += 1) {
      const name = candidate(count);
      if (given.has(name.toLowerCase())) continue;
      given.add(name.toLowerCase());
      return name;
    }
  };
}

/**
 * The tighter policies as JSON, CDK, SAM and Terraform; empty where nothing changes. Each says what it takes the place
 * of, since nothing is tighter as long as the old policies are attached.
 */
export function writeTighterPolicies(roleName: string, documents: readonly Changed[]): WrittenPolicies[] {
  const narrowed = narrowedOf(documents);
  const gone = documents.filter(({ outcome }) => outcome === "narrowed" || outcome === "removed");
  if (gone.length === 0) return [];
  const file = snakeName(roleName).replaceAll("_", "-");
  return [
    { tool: "JSON", fileName: `${file}.json`, code: jsonOf(narrowed) },
    { tool: "CDK", fileName: `${file}.ts`, code: cdkOf(narrowed, gone) },
    { tool: "SAM", fileName: `${file}.yaml`, code: samOf(roleName, narrowed, documents) },
    { tool: "Terraform", fileName: `${file}.tf`, code: terraformOf(roleName, narrowed, gone) },
  ];
}

const text = (document: JsonObject) => JSON.stringify(document, null, 2);

/** One document as it is pasted into the console; of several an object by name. */
function jsonOf(narrowed: readonly Narrowed[]): string {
  const [first, ...more] = narrowed;
  if (first === undefined) return text({ Version: "2012-10-17", Statement: [] });
  if (more.length === 0) return text(first.after);
  return text(Object.fromEntries(narrowed.map(({ newName, after }) => [newName, after])));
}

/** What is taken off the role, as comment lines that `mark` begins. */
function inPlaceOf(gone: readonly Changed[], mark: string): string {
  const lines = gone.map(({ source, outcome }) =>
    outcome === "removed" ? `${mark}   ${source} (nothing of it was used)` : `${mark}   ${source}`,
  );
  return [`${mark} In place of these, which must be taken off the role:`, ...lines].join("\n").replaceAll("\r", "");
}

function cdkOf(narrowed: readonly Narrowed[], gone: readonly Changed[]): string {
  const freeId = uniqueNames();
  const policies = narrowed.map(({ newName, after }) => {
    const id = freeId((count) => logicalId(count > 1 ? `${newName}-${count}` : newName));
    return `role.attachInlinePolicy(new iam.Policy(this, ${quoted(id)}, {
  policyName: ${quoted(newName)},
  document: iam.PolicyDocument.fromJson(${indented(text(after), 2)}),
}));`;
  });
  return [...policies, inPlaceOf(gone, "//")].join("\n");
}

/** CloudFormation and SAM read JSON within YAML; `Policies` and `ManagedPolicyArns` are the role's whole lists. */
function samOf(roleName: string, narrowed: readonly Narrowed[], all: readonly Changed[]): string {
  const stays = all.filter(({ outcome }) => outcome === "unchanged" || outcome === "unreadable");
  const attached = stays.filter((policy) => !isInline(policy)).map(({ source }) => source);
  const inline = [
    ...narrowed.map(({ newName, after }) => ({ PolicyName: newName, PolicyDocument: after })),
    ...stays.flatMap((policy) =>
      isInline(policy) && policy.after !== null ? [{ PolicyName: policy.name, PolicyDocument: policy.after }] : [],
    ),
  ];
  const policies = inline.map(
    ({ PolicyName, PolicyDocument }) => `      - PolicyName: ${quoted(PolicyName)}
        PolicyDocument: ${indented(text(PolicyDocument), 10)}`,
  );
  const gone = all.filter(({ outcome }) => outcome === "narrowed" || outcome === "removed");
  // The list is the role's whole one: what is not in it would be taken off.
  const missing = stays
    .filter((policy) => isInline(policy) && policy.after === null)
    .map(({ name }) => `\n    # Add to Policies as it is, else it would be taken off: ${quoted(name)}`);
  return `${logicalId(roleName)}:
  Type: AWS::IAM::Role
  Properties:
    RoleName: ${quoted(roleName)}
    ManagedPolicyArns: ${JSON.stringify(attached)}
    Policies:${policies.length === 0 ? " []" : `\n${policies.join("\n")}`}${missing.join("")}
    # AssumeRolePolicyDocument and all else as it is.
${inPlaceOf(gone, "    #")}`;
}

function terraformOf(roleName: string, narrowed: readonly Narrowed[], gone: readonly Changed[]): string {
  const freeId = uniqueNames();
  const policies = narrowed.map(({ newName, after }) => {
    const id = freeId((count) => snakeName(`${roleName}_${newName}${count > 1 ? `_${count}` : ""}`));
    return `resource "aws_iam_role_policy" "${id}" {
  name   = ${hclText(newName)}
  role   = ${hclText(roleName)}
  policy = jsonencode(${indented(hclEscaped(text(after)), 2)})
}`;
  });
  return [...policies, inPlaceOf(gone, "#")].join("\n");
}

/** Commands that put the tighter policies on and take the wide ones off, in that order. */
export function commandsOf(roleName: string, documents: readonly Changed[]): string {
  const role = shellWord(roleName);
  const put = narrowedOf(documents).map(
    ({ newName, after }) =>
      `aws iam put-role-policy --role-name ${role} --policy-name ${shellWord(newName)} --policy-document ${shellWord(JSON.stringify(after))}`,
  );
  const off = documents.flatMap(({ source, name, outcome }) => {
    if (source.startsWith("inline:")) {
      // A narrowed inline policy was overwritten by the command above.
      return outcome === "removed"
        ? [`aws iam delete-role-policy --role-name ${role} --policy-name ${shellWord(name)}`]
        : [];
    }
    return outcome === "removed" || outcome === "narrowed"
      ? [`aws iam detach-role-policy --role-name ${role} --policy-arn ${shellWord(source)}`]
      : [];
  });
  return [...put, ...off].join("\n");
}
