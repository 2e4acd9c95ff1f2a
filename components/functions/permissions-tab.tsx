import { Badge } from "#components/ui/badge.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { FactValue } from "#components/ui/fact-value.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { formatNoun } from "#lib/client/format.ts";
import type { FunctionAccessView } from "#lib/domain/views/function-access.ts";
import type { FunctionRoleView, FunctionThing } from "#lib/domain/views/function-detail.ts";
import { roleHref } from "#lib/domain/views/roles.ts";
import { AccessCard } from "./access-card.tsx";

interface PermissionsTabProps {
  readonly thing: FunctionThing;
  readonly role: FunctionRoleView | null;
  readonly access: FunctionAccessView;
  readonly canSeeRoles: boolean;
}

/** What the function may do, and who may invoke it. */
export function PermissionsTab({ thing, role, access, canSeeRoles }: PermissionsTabProps) {
  return (
    <div className="grid items-start gap-4 xl:grid-cols-2">
      <Card aria-label="Execution role">
        <CardHeader
          title="What it may do"
          reading={
            thing.roleArn === null ? null : <code className="text-xs [overflow-wrap:anywhere]">{thing.roleArn}</code>
          }
          actions={canSeeRoles && role ? <TextLink href={roleHref(role.roleArn)}>Open the role</TextLink> : null}
        />
        <CardBody>
          {!canSeeRoles ? (
            <p className="text-sm text-muted">
              What roles may do is open to engineers, security reviewers and administrators.
            </p>
          ) : role ? (
            <Role role={role} />
          ) : (
            <FactValue
              unknown={
                thing.unknowns.roleArn ?? { state: "notYetRead", reason: "The role has not been read in this account." }
              }
            >
              {null}
            </FactValue>
          )}
        </CardBody>
      </Card>
      <AccessCard functionArn={thing.arn} access={access} policies={thing.policies} />
    </div>
  );
}

function Role({ role }: { readonly role: FunctionRoleView }) {
  const { unknowns, wildcardServices } = role;
  return (
    <DescriptionList
      items={[
        {
          label: "Administrator",
          value: (
            <FactValue
              unknown={
                role.admin === null
                  ? (unknowns.admin ?? { state: "notYetRead", reason: "The role has not been judged yet." })
                  : null
              }
            >
              {role.admin ? <Badge tone="critical">may do everything</Badge> : "no"}
            </FactValue>
          ),
        },
        {
          label: "Whole services",
          value: (
            <FactValue
              unknown={
                wildcardServices === null
                  ? (unknowns.wildcardServices ?? { state: "notYetRead", reason: "The role has not been judged yet." })
                  : null
              }
            >
              {wildcardServices && wildcardServices.length > 0 ? (
                <span className="flex flex-wrap gap-1">
                  {wildcardServices.map((service) => (
                    <Badge key={service} tone="high">
                      {service === "*" ? "every service" : service}
                    </Badge>
                  ))}
                </span>
              ) : (
                "none granted whole"
              )}
            </FactValue>
          ),
        },
        { label: "Boundary", value: <FactValue none="No permissions boundary">{role.boundaryArn}</FactValue> },
        {
          label: "Managed policies",
          value: (
            <FactValue none="None">
              {role.attachedPolicyArns.length > 0 ? (
                <ul>
                  {role.attachedPolicyArns.map((arn) => (
                    <li key={arn}>
                      <code className="text-xs">{arn}</code>
                    </li>
                  ))}
                </ul>
              ) : null}
            </FactValue>
          ),
        },
        { label: "Inline policies", value: formatNoun(role.inlinePolicies, "policy", "policies") },
        {
          label: "Shared with",
          value: role.sharedWith === 0 ? "no other function" : formatNoun(role.sharedWith, "other function"),
        },
      ]}
    />
  );
}
