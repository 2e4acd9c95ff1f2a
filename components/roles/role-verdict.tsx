import { Callout } from "#components/ui/callout.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { formatNoun } from "#lib/client/format.ts";
import type { RoleDetail } from "#lib/domain/views/role-detail.ts";
import { StatementRef } from "./statement-ref.tsx";

const boxes = {
  critical: "border-critical/40 bg-critical-soft",
  high: "border-high/40 bg-high-soft",
  medium: "border-medium/40 bg-medium-soft",
  low: "border-low/40 bg-low-soft",
} as const;

/** How grave the role is and why, in a sentence; who stands on it; what is wrong with whom it trusts. */
export function RoleVerdict({ role }: { readonly role: RoleDetail }) {
  const { severity, because, unknown } = role;
  if (unknown) return <Unknown role={role} />;
  const trust = <TrustIssues role={role} />;
  if (severity === null) {
    return (
      <Callout tone="good" title="Nothing beyond ordinary work">
        {because} {isConditional(role) ? "Under conditions it may reach more, as the answers below say. " : ""}
        {standing(role)}
        {trust}
      </Callout>
    );
  }
  return (
    <section aria-label="How grave it is" className={`rounded-lg border px-4 py-3 ${boxes[severity]}`}>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <StatusBadge status={severity} />
        <p className="text-lg font-semibold [overflow-wrap:anywhere]">{because}</p>
      </div>
      <p className="mt-1 text-sm text-muted">{standing(role)}</p>
      {trust}
    </section>
  );
}

function isConditional({ judgement }: RoleDetail): boolean {
  return judgement?.verdicts.some(({ onlyIf }) => onlyIf.length > 0) ?? false;
}

/** Who runs as it, and so holds whatever it holds. */
function standing({ functions, teams, severity }: RoleDetail): string {
  if (functions === 0) return "No function runs as it.";
  if (functions === 1)
    return severity ? "One function runs as it and so holds all of this." : "One function runs as it.";
  const who = teams.length > 1 ? ` of ${formatNoun(teams.length, "team")}` : "";
  return `${formatNoun(functions, "function")}${who} run as it${severity ? "; any one of them holds all of this" : ""}.`;
}

function Unknown({ role }: { readonly role: RoleDetail }) {
  return (
    <Callout tone="warning" title="What it may do is not known">
      {role.unknown?.reason}
      {role.unknown?.since ? (
        <>
          {" "}
          Since <RelativeTime at={role.unknown.since} />.
        </>
      ) : null}{" "}
      {role.unknown?.state === "notYetRead" ? "" : "An unread Deny cannot be excluded, so no verdict is given. "}
      {standing(role)}
      <TrustIssues role={role} />
    </Callout>
  );
}

function TrustIssues({ role: { assumers } }: { readonly role: RoleDetail }) {
  if (assumers.issues.length === 0) return null;
  return (
    <ul className="mt-2 grid grid-cols-1 gap-1.5 text-sm">
      {assumers.issues.map((issue) => (
        <li key={`${issue.kind} ${issue.because}`} className="flex flex-wrap items-baseline gap-x-2 gap-y-1">
          <StatusBadge status={issue.severity} />
          <span className="text-ink">{issue.because}</span>
          <StatementRef link={issue.statement} />
        </li>
      ))}
    </ul>
  );
}
