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

/** The inline policy that takes a policy's place: an inline one keeps its name. */
function nameInPlaceOf({ source, name }: Changed): string {
  return source.startsWith("inline:") ? name : `${name}-tighter`.slice(0, 128);
}

const isNarrowed = (policy: Changed): policy is Changed & { readonly after: JsonObject } =>
  policy.outcome === "narrowed" && policy.after !== null;

/**
 * The tighter policies as JSON, CDK, SAM and Terraform; empty where nothing changes. Each says what it takes the place
 * of, since nothing is tighter as long as the old policies are attached.
 */
export function writeTighterPolicies(roleName: string, documents: readonly Changed[]): WrittenPolicies[] {
  const narrowed = documents.filter(isNarrowed);
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
function jsonOf(narrowed: readonly (Changed & { readonly after: JsonObject })[]): string {
  const [first, ...more] = narrowed;
  if (first === undefined) return text({ Version: "2012-10-17", Statement: [] });
  if (more.length === 0) return text(first.after);
  return text(Object.fromEntries(narrowed.map((policy) => [nameInPlaceOf(policy), policy.after])));
}

/** What is taken off the role, as comment lines that `mark` begins. */
function inPlaceOf(gone: readonly Changed[], mark: string): string {
  const lines = gone.map(({ source, outcome }) =>
    outcome === "removed" ? `${mark}   ${source} (nothing of it was used)` : `${mark}   ${source}`,
  );
  return [`${mark} In place of these, which must be taken off the role:`, ...lines].join("\n").replaceAll("\r", "");
}

function cdkOf(narrowed: readonly (Changed & { readonly after: JsonObject })[], gone: readonly Changed[]): string {
  const policies = narrowed.map(
    (policy) => `role.attachInlinePolicy(new iam.Policy(this, ${quoted(logicalId(nameInPlaceOf(policy)))}, {
  policyName: ${quoted(nameInPlaceOf(policy))},
  document: iam.PolicyDocument.fromJson(${indented(text(policy.after), 2)}),
}));`,
  );
  return [...policies, inPlaceOf(gone, "//")].join("\n");
}

/** CloudFormation and SAM read JSON within YAML; `Policies` and `ManagedPolicyArns` are the role's whole lists. */
function samOf(
  roleName: string,
  narrowed: readonly (Changed & { readonly after: JsonObject })[],
  all: readonly Changed[],
): string {
  const stays = all.filter(({ outcome }) => outcome === "unchanged" || outcome === "unreadable");
  const attached = stays.filter(({ source }) => !source.startsWith("inline:")).map(({ source }) => source);
  const inline = [
    ...narrowed.map((policy) => ({ PolicyName: nameInPlaceOf(policy), PolicyDocument: policy.after })),
    ...stays.flatMap(({ source, name, after }) =>
      source.startsWith("inline:") && after !== null ? [{ PolicyName: name, PolicyDocument: after }] : [],
    ),
  ];
  const policies = inline.map(
    ({ PolicyName, PolicyDocument }) => `      - PolicyName: ${quoted(PolicyName)}
        PolicyDocument: ${indented(text(PolicyDocument), 10)}`,
  );
  const gone = all.filter(({ outcome }) => outcome === "narrowed" || outcome === "removed");
  return `${logicalId(roleName)}:
  Type: AWS::IAM::Role
  Properties:
    RoleName: ${quoted(roleName)}
    ManagedPolicyArns: ${JSON.stringify(attached)}
    Policies:${policies.length === 0 ? " []" : `\n${policies.join("\n")}`}
    # AssumeRolePolicyDocument and all else as it is.
${inPlaceOf(gone, "    #")}`;
}

function terraformOf(
  roleName: string,
  narrowed: readonly (Changed & { readonly after: JsonObject })[],
  gone: readonly Changed[],
): string {
  const policies = narrowed.map((policy) => {
    const name = nameInPlaceOf(policy);
    return `resource "aws_iam_role_policy" "${snakeName(`${roleName}_${name}`)}" {
  name   = ${hclText(name)}
  role   = ${hclText(roleName)}
  policy = jsonencode(${indented(hclEscaped(text(policy.after)), 2)})
}`;
  });
  return [...policies, inPlaceOf(gone, "#")].join("\n");
}

/** Commands that put the tighter policies on and take the wide ones off, in that order. */
export function commandsOf(roleName: string, documents: readonly Changed[]): string {
  const role = shellWord(roleName);
  const put = documents
    .filter(isNarrowed)
    .map(
      (policy) =>
        `aws iam put-role-policy --role-name ${role} --policy-name ${shellWord(nameInPlaceOf(policy))} --policy-document ${shellWord(JSON.stringify(policy.after))}`,
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
