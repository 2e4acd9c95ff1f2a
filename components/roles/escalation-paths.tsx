import { Disclosure } from "#components/ui/disclosure.tsx";
import { formatNoun } from "#lib/client/format.ts";
import type { EscalationPathView, RoleDetail } from "#lib/domain/views/role-detail.ts";
import { EscalationPath } from "./escalation-path.tsx";

/** Ways that are drawn before the rest is folded away. */
const mostDrawn = 5;

/** The ways in which a role can gain rights that it lacks: certain ones first, those that need more than another folded. */
export function EscalationPaths({ role }: { readonly role: RoleDetail }) {
  const { judgement, admin, roleArn } = role;
  if (judgement === null) return null;
  const { telling, longer } = judgement.escalations;
  if (telling.length === 0) {
    return (
      <p className="text-sm text-muted">
        {admin
          ? "An administrator has no rights left to gain."
          : "None of the known ways to gain rights works with what it holds."}
      </p>
    );
  }
  const [drawn, rest] = [telling.slice(0, mostDrawn), telling.slice(mostDrawn)];
  return (
    <div className="grid grid-cols-1 gap-2">
      <Paths paths={drawn} role={roleArn} />
      {rest.length > 0 ? (
        <Disclosure summary={formatNoun(rest.length, "more way", "more ways")}>
          <Paths paths={rest} role={roleArn} />
        </Disclosure>
      ) : null}
      {longer.length > 0 ? (
        <Disclosure
          summary={`${formatNoun(longer.length, "longer way", "longer ways")}, which need more than one of these`}
        >
          <Paths paths={longer} role={roleArn} />
        </Disclosure>
      ) : null}
    </div>
  );
}

function Paths({ paths, role }: { readonly paths: readonly EscalationPathView[]; readonly role: string }) {
  return (
    <div className="divide-y divide-line rounded-lg border border-line bg-surface">
      {paths.map((path) => (
        <EscalationPath key={`${path.id} ${path.potential}`} path={path} role={role} />
      ))}
    </div>
  );
}
