import { UnknownDot } from "#components/ui/fact-value.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import type { RoleVerdictView } from "#lib/domain/views/roles.ts";

type Reach = Pick<RoleVerdictView, "severity" | "because" | "unknown">;

/** How grave a role is by what it can reach; unknown with its reason. */
export function ReachCell({ role: { severity, unknown } }: { readonly role: Reach }) {
  if (unknown) {
    return (
      <span className="inline-flex items-center gap-1.5 text-muted">
        <UnknownDot reason={unknown.reason} />
        Unknown
      </span>
    );
  }
  return severity === null ? <span className="text-muted">Ordinary work only</span> : <StatusBadge status={severity} />;
}

/** The same with the gravest thing that it can reach, as far as a line has room: the panel has the whole sentence. */
export function ReachLine({ role }: { readonly role: Reach }) {
  const { because, severity, unknown } = role;
  if (unknown || severity === null || because === null) return <ReachCell role={role} />;
  return (
    <span className="flex min-w-0 items-center gap-2" title={because}>
      <ReachCell role={role} />
      <span className="one-line min-w-0 text-muted">{shortened(because)}</span>
    </span>
  );
}

/** "It can read all objects of the account." → "Can read all objects of the account". */
function shortened(because: string): string {
  const said = because.replace(/^It /, "").replace(/\.$/, "");
  return said.charAt(0).toUpperCase() + said.slice(1);
}
