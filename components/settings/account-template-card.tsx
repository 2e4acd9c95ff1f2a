import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { CodeBlock } from "#components/ui/code-block.tsx";
import { Disclosure } from "#components/ui/disclosure.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";

interface AccountTemplateCardProps {
  readonly roleName: string;
  readonly externalId: string;
  readonly trustedAccountId: string | null;
  readonly yaml: string;
}

/** How to let Lamplight read an account: the template, and three ways to deploy it. */
export function AccountTemplateCard({ roleName, externalId, trustedAccountId, yaml }: AccountTemplateCardProps) {
  return (
    <Card>
      <CardHeader
        title="The read-only role"
        reading={`${roleName} may list and read, never change. Each permission is there because one source needs it.`}
        actions={<LinkButton href="/api/settings/role-template">Download template</LinkButton>}
      />
      <CardBody className="grid gap-3 text-sm">
        <ol className="grid list-decimal gap-1 pl-5 text-muted">
          <li>
            Deploy the template as a stack in one account, or as a StackSet in all accounts of the organisation
            {trustedAccountId
              ? `. It trusts account ${trustedAccountId}, with which Lamplight runs`
              : ". Replace ACCOUNT-OF-LAMPLIGHT by the account that Lamplight runs with"}
            .
          </li>
          <li>
            Accounts of the organisation whose role has this name are found by the next sync. Others are connected by
            their role ARN.
          </li>
          <li>Run a sync. An account that does not let Lamplight in is listed here with the reason.</li>
        </ol>
        <CodeBlock
          label="Deploy with the AWS command line"
          code={`aws cloudformation deploy --stack-name lamplight-read-only --template-file lamplight-role.yaml --capabilities CAPABILITY_NAMED_IAM --parameter-overrides ExternalId=${externalId}`}
        />
        <Disclosure summary="Show the template">
          <CodeBlock label="CloudFormation template" code={yaml} />
        </Disclosure>
      </CardBody>
    </Card>
  );
}
