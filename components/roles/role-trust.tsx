import { Badge } from "#components/ui/badge.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import type { Severity } from "#lib/domain/findings/finding.ts";
import type { RoleDetail } from "#lib/domain/views/role-detail.ts";
import { roleHref, type TrustedAccountView } from "#lib/domain/views/roles.ts";
import { StatementRef } from "./statement-ref.tsx";

/** Who can assume the role, and what of that is more than meant. */
export function RoleTrust({ role }: { readonly role: RoleDetail }) {
  const { services, accounts, providers, issues, unknown } = role.assumers;
  if (unknown !== null) {
    return (
      <Callout tone="warning" title="Who can assume it is not known">
        {unknown}
      </Callout>
    );
  }
  return (
    <div className="grid grid-cols-1 gap-3">
      {issues.length === 0 ? (
        <p className="text-sm text-muted">Nobody unexpected: no stranger, no open web identity.</p>
      ) : (
        <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
          {issues.map((issue) => (
            <li
              key={`${issue.kind} ${issue.because}`}
              className="flex flex-wrap items-baseline gap-x-3 gap-y-1 px-4 py-2.5 text-sm"
            >
              <StatusBadge status={issue.severity} />
              <span className="min-w-0 [overflow-wrap:anywhere]">{issue.because}</span>
              <StatementRef link={issue.statement} page={roleHref(role.roleArn)} />
            </li>
          ))}
        </ul>
      )}
      <DescriptionList
        items={[
          { label: "Services", value: <Names names={services} none="no service" /> },
          {
            label: "Other accounts",
            value: (
              <Accounts
                accounts={accounts}
                underConditions={role.trusts.includes("*")}
                anyone={issues.find(({ kind }) => kind === "anyPrincipal")?.severity ?? null}
              />
            ),
          },
          { label: "Identity providers", value: <Names names={providers} none="no provider" /> },
          { label: "As its trust policy names them", value: <Names names={role.trusts} none="nobody" /> },
        ]}
      />
    </div>
  );
}

function Names({ names, none }: { readonly names: readonly string[]; readonly none: string }) {
  if (names.length === 0) return <span className="text-faint">{none}</span>;
  return (
    <ul className="grid gap-0.5">
      {names.map((name) => (
        <li key={name}>
          <code className="text-xs [overflow-wrap:anywhere]">{name}</code>
        </li>
      ))}
    </ul>
  );
}

interface AccountsProps {
  readonly accounts: readonly TrustedAccountView[];
  /** How grave it is that any account may assume it; null where only some may. */
  readonly anyone: Severity | null;
  /** Whether the trust policy names everyone; then its conditions or denials say who is left. */
  readonly underConditions: boolean;
}

function Accounts({ accounts, anyone, underConditions }: AccountsProps) {
  if (accounts.length === 0 && anyone === null) {
    return (
      <span className="text-faint">{underConditions ? "those that its conditions let in" : "no other account"}</span>
    );
  }
  return (
    <ul className="grid gap-1">
      {anyone ? (
        <li>
          <Badge tone={anyone}>any account at all</Badge>
        </li>
      ) : null}
      {accounts.map(({ accountId, name, known }) => (
        <li key={accountId} className="flex flex-wrap items-center gap-2">
          <span className="tabular">{accountId}</span>
          {name ? <span className="text-muted">{name}</span> : null}
          {known ? <Badge>of the organisation</Badge> : <Badge tone="medium">not of the organisation</Badge>}
        </li>
      ))}
    </ul>
  );
}
