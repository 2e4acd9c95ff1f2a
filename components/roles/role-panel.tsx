import { Badge } from "#components/ui/badge.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { formatExact, formatNoun } from "#lib/client/format.ts";
import { verdictWords } from "#lib/domain/roles/verdict-words.ts";
import { type HeldVerdict, type RoleRow, roleHref } from "#lib/domain/views/roles.ts";
import { accountLabel } from "./assumers-cell.tsx";

/** One role beside the list: what it may do and why, who can assume it, the rest of what one looks for first. */
export function RolePanel({ role }: { readonly role: RoleRow }) {
  return (
    <div className="grid grid-cols-1 gap-4 text-sm">
      <Verdicts role={role} />
      <Escalation role={role} />
      <Assumers role={role} />
      <DescriptionList items={essentials(role)} />
      <TextLink href={roleHref(role.roleArn)}>See its statements, functions and history</TextLink>
    </div>
  );
}

function Verdicts({ role: { held, because, unknown } }: { readonly role: RoleRow }) {
  if (unknown || held === null) {
    return (
      <Callout tone="warning" title="What it may do is not known">
        {unknown?.reason ?? "The role has not been judged yet."}
        {unknown?.since ? (
          <>
            {" "}
            Since <RelativeTime at={unknown.since} />.
          </>
        ) : null}
      </Callout>
    );
  }
  const grave = held.filter(({ severity }) => severity !== null);
  const ordinary = held.filter(({ severity }) => severity === null);
  return (
    <Section title="What it may do">
      {grave.length === 0 ? <p className="text-muted">{because}</p> : null}
      <ul className="grid grid-cols-1 gap-2">
        {grave.map((verdict) => (
          <Verdict key={verdict.name} verdict={verdict} />
        ))}
      </ul>
      {ordinary.length > 0 ? (
        <p className="mt-2 text-xs text-faint">
          True too, by what ordinary execution roles need:{" "}
          {ordinary.map(({ name }) => verdictWords[name].title.toLowerCase()).join(", ")}.
        </p>
      ) : null}
    </Section>
  );
}

function Verdict({ verdict: { name, severity, because } }: { readonly verdict: HeldVerdict }) {
  return (
    <li>
      <p className="flex flex-wrap items-center gap-2">
        {severity ? <StatusBadge status={severity} /> : null}
        <span className="font-medium">{verdictWords[name].title}</span>
      </p>
      <p className="text-muted [overflow-wrap:anywhere]">{because}</p>
    </li>
  );
}

function Escalation({ role: { escalationPath: path } }: { readonly role: RoleRow }) {
  if (path === null) return null;
  const { title, potential, actions, viaRole, others } = path;
  return (
    <Section title={potential ? "How it might gain rights" : "How it can gain rights"}>
      <p className="[overflow-wrap:anywhere]">
        {title}: <code className="text-xs">{actions.join(" → ")}</code>
        {viaRole ? (
          <>
            , and so to <code className="text-xs">{viaRole.split("/").at(-1)}</code>
          </>
        ) : null}
        .{others > 0 ? ` ${formatNoun(others, "other way", "other ways")} besides.` : null}
      </p>
    </Section>
  );
}

function Assumers({ role: { trust, trusts, unknown } }: { readonly role: RoleRow }) {
  if (trust === null) {
    return (
      <Section title="Who can assume it">
        <p className="text-muted [overflow-wrap:anywhere]">
          Not judged: {unknown?.reason ?? "the trust policy could not be read."}
          {trusts.length > 0 ? ` As last read it names ${trusts.join(", ")}.` : null}
        </p>
      </Section>
    );
  }
  return (
    <Section title="Who can assume it">
      <p className="[overflow-wrap:anywhere]">{trusts.join(", ") || "Nobody"}</p>
      {trust.accounts.length > 0 ? (
        <ul className="mt-1 flex flex-wrap gap-1">
          {trust.accounts.map((account) => (
            <li key={account.accountId}>
              <Badge tone={account.known ? "neutral" : "high"}>
                {account.known ? accountLabel(account) : `Outside the organisation: ${accountLabel(account)}`}
              </Badge>
            </li>
          ))}
        </ul>
      ) : null}
      {trust.issues.map(({ kind, because }) => (
        <p key={`${kind} ${because}`} className="mt-1 text-muted [overflow-wrap:anywhere]">
          {because}
        </p>
      ))}
    </Section>
  );
}

function essentials(role: RoleRow) {
  const { wildcardServices } = role;
  return [
    ...(wildcardServices && wildcardServices.length > 0 && !role.admin
      ? [{ label: "Whole services", value: wildcardServices.join(", ") }]
      : []),
    { label: "Functions", value: formatExact(role.functions) },
    { label: "Teams", value: role.teams.join(", ") || "none" },
    { label: "Open findings", value: formatExact(role.openFindings) },
    { label: "Account", value: `${role.accountName} (${role.accountId})` },
    {
      label: "Policies",
      value: `${formatNoun(role.attachedPolicies, "attached policy", "attached policies")}, ${formatNoun(role.inlinePolicies, "inline policy", "inline policies")}`,
    },
    { label: "Boundary", value: role.boundaryArn ?? "none" },
    {
      label: "Last used",
      value: role.lastUsedAt ? (
        <>
          <RelativeTime at={role.lastUsedAt} />
          {role.lastUsedRegion ? ` in ${role.lastUsedRegion}` : ""}
        </>
      ) : (
        "AWS has no record of it in the last 400 days"
      ),
    },
    { label: "Created", value: role.createdAt ? <RelativeTime at={role.createdAt} /> : "not known" },
    { label: "Path", value: role.path },
  ];
}

function Section({ title, children }: { readonly title: string; readonly children: React.ReactNode }) {
  return (
    <section>
      <h3 className="mb-1.5 text-sm font-semibold">{title}</h3>
      {children}
    </section>
  );
}
