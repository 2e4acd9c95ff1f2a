import { Badge } from "#components/ui/badge.tsx";
import { UnknownDot } from "#components/ui/fact-value.tsx";
import type { RoleVerdictView } from "#lib/domain/views/roles.ts";

/** Services named before the rest is counted. */
const mostNamed = 3;

/** What a role may do at most, as judged; unknown with its reason. */
export function ReachCell({ role }: { readonly role: RoleVerdictView }) {
  const { admin, wildcardServices, unknown } = role;
  if (admin) return <Badge tone="critical">Administrator</Badge>;
  if (admin === null || wildcardServices === null) {
    return <UnknownDot reason={unknown?.reason ?? "The role's policies have not been judged yet."} />;
  }
  if (wildcardServices.includes("*")) return <Badge tone="high">Every service</Badge>;
  if (wildcardServices.length === 0) return <span className="text-muted">Named actions</span>;
  const named = wildcardServices.slice(0, mostNamed).join(", ");
  const rest = wildcardServices.length - mostNamed;
  return <Badge tone="high">{`All of ${named}${rest > 0 ? ` and ${rest} more` : ""}`}</Badge>;
}
