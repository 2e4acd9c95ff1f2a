import { Badge } from "#components/ui/badge.tsx";
import { UnknownDot } from "#components/ui/fact-value.tsx";
import { verdictWords } from "#lib/domain/roles/verdict-words.ts";
import type { RoleVerdictView } from "#lib/domain/views/roles.ts";

/** Verdicts named before the rest is counted. */
const mostNamed = 2;

/** The verdicts that weigh something for a role, the gravest first; that on gaining rights has a column of its own. */
export function VerdictChips({
  role: { held, unknown },
}: {
  readonly role: Pick<RoleVerdictView, "held" | "unknown">;
}) {
  if (held === null) return <UnknownDot reason={unknown?.reason ?? "The role has not been judged yet."} />;
  const grave = held.flatMap(({ name, severity }) =>
    severity === null || name === "privilegeEscalation" ? [] : [{ name, severity, title: verdictWords[name].title }],
  );
  if (grave.length === 0) return <span className="text-faint">none</span>;
  const rest = grave.slice(mostNamed);
  const titles = (verdicts: typeof grave) => verdicts.map(({ title }) => title).join(", ");
  return (
    <span className="flex min-w-0 items-center gap-1" title={titles(grave)}>
      {grave.slice(0, mostNamed).map(({ name, severity, title }) => (
        <Badge key={name} tone={severity} className="min-w-0">
          <span className="one-line">{title}</span>
        </Badge>
      ))}
      {rest.length > 0 ? (
        <span className="shrink-0 text-xs text-muted">
          +{rest.length}
          <span className="sr-only">: {titles(rest)}</span>
        </span>
      ) : null}
    </span>
  );
}
