import { Badge } from "#components/ui/badge.tsx";
import { UnknownDot } from "#components/ui/fact-value.tsx";
import type { RoleRow } from "#lib/domain/views/roles.ts";

/** Whether a role can gain rights that it lacks. */
export function EscalationCell({ role: { escalation, escalationPath, unknown, admin } }: { readonly role: RoleRow }) {
  switch (escalation) {
    case null:
      return <UnknownDot reason={unknown?.reason ?? "The role has not been judged yet."} />;
    case "none":
      return <span className="text-muted">No</span>;
    case "potential":
      return (
        <Badge tone="medium" title={escalationPath?.title}>
          Perhaps
        </Badge>
      );
    case "certain":
      return (
        <Badge
          tone={admin ? "critical" : "high"}
          title={admin ? "An administrator can give itself any right" : escalationPath?.title}
        >
          Yes
        </Badge>
      );
  }
}
