"use client";

import { useState } from "react";
import { buttonClasses } from "#components/ui/button-classes.ts";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { CodeBlock } from "#components/ui/code-block.tsx";
import { Disclosure } from "#components/ui/disclosure.tsx";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import type { AccountTemplateView } from "#lib/domain/views/settings.ts";

const forms = [
  { value: "cloudformation", label: "Role in each account, CloudFormation" },
  { value: "terraform", label: "Role in each account, Terraform" },
  { value: "policy", label: "Policy of that role, JSON" },
  { value: "hub-cloudformation", label: "Hub role for chains, CloudFormation" },
  { value: "hub-terraform", label: "Hub role for chains, Terraform" },
  { value: "own-identity", label: "Policy of Lamplight's own identity, JSON" },
  { value: "delegation", label: "Delegation policy of the organisation, JSON" },
] as const;
type Form = (typeof forms)[number]["value"];

const notes: Record<Form, string> = {
  cloudformation: "Deploy it as a StackSet over a unit, or as a stack in one account.",
  terraform: "The same role, for a configuration that runs in each account.",
  policy: "For a role that you make by hand. Each action is there because one source needs it.",
  "hub-cloudformation": "One role that Lamplight assumes first; the accounts' roles then trust it alone.",
  "hub-terraform": "The same hub role as Terraform.",
  "own-identity": "What the credentials that Lamplight runs with need.",
  delegation:
    "For the management account: lets Lamplight's account read the organisation (aws organizations put-resource-policy).",
};

/** How to let Lamplight read accounts: the templates, and the commands that deploy them. */
export function AccountTemplateCard({
  roleName,
  hubRoleArn,
  externalId,
  trustedAccountId,
  texts,
}: AccountTemplateView) {
  const [form, setForm] = useState<Form>("cloudformation");
  const trusted = hubRoleArn ?? (trustedAccountId ? `account ${trustedAccountId}, with which Lamplight runs` : null);
  return (
    <Card>
      <CardHeader
        title="The read-only role"
        reading={`${roleName} may list and read, never change. It is bound to the external id of this installation${trusted ? `, and trusts ${trusted}` : "; replace ACCOUNT-OF-LAMPLIGHT by the account that Lamplight runs with"}.`}
      />
      <CardBody className="grid gap-4 text-sm">
        <div className="flex flex-wrap items-end gap-2">
          <Field label="Template" className="min-w-0 flex-1">
            <Select<Form> value={form} onChange={setForm} options={forms} className="max-w-full" />
          </Field>
          <a href={`/api/settings/role-template?format=${form}`} download className={buttonClasses({})}>
            Download
          </a>
        </div>
        <p className="text-muted">{notes[form]}</p>
        <CodeBlock label={forms.find(({ value }) => value === form)?.label ?? form} code={texts[form] ?? ""} />
        <Disclosure summary="Deploy it to a whole unit (StackSet)">
          <div className="grid gap-2">
            <p className="text-muted">
              In the management account, or with --call-as DELEGATED_ADMIN in a delegated administrator of
              CloudFormation. StackSets leave the management account out: deploy a stack there, unless Lamplight runs in
              it.
            </p>
            <CodeBlock label="AWS command line" code={stackSetCommands(externalId)} />
          </div>
        </Disclosure>
        <Disclosure summary="Deploy it to one account">
          <CodeBlock
            label="AWS command line"
            code={`aws cloudformation deploy --stack-name lamplight-read-only --template-file lamplight-role.yaml --capabilities CAPABILITY_NAMED_IAM --parameter-overrides ExternalId=${externalId}`}
          />
        </Disclosure>
      </CardBody>
    </Card>
  );
}

function stackSetCommands(externalId: string): string {
  return `aws cloudformation create-stack-set --stack-set-name lamplight-read-only \\
  --template-body file://lamplight-role.yaml --capabilities CAPABILITY_NAMED_IAM \\
  --permission-model SERVICE_MANAGED --auto-deployment Enabled=true,RetainStacksOnAccountRemoval=false \\
  --parameters ParameterKey=ExternalId,ParameterValue=${externalId}

aws cloudformation create-stack-instances --stack-set-name lamplight-read-only \\
  --deployment-targets OrganizationalUnitIds=ou-abcd-12345678 --regions us-east-1 \\
  --operation-preferences MaxConcurrentPercentage=100,FailureTolerancePercentage=100`;
}
