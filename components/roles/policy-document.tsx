import { Badge } from "#components/ui/badge.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card } from "#components/ui/card.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { cn } from "#lib/client/class-names.ts";
import type { PolicyView, StatementMark } from "#lib/domain/views/roles.ts";

const kinds: Readonly<Record<PolicyView["kind"], string>> = {
  attached: "Attached policy",
  inline: "Inline policy",
  boundary: "Permissions boundary",
  trust: "Trust policy",
};

const marks: Readonly<
  Record<StatementMark, { readonly label: string; readonly tone: "critical" | "high"; readonly edge: string }>
> = {
  admin: { label: "Makes it an administrator", tone: "critical", edge: "border-critical bg-critical-soft" },
  wildcard: { label: "Grants whole services", tone: "high", edge: "border-high bg-high-soft" },
};

/** One policy document, statement by statement as written; the statements that prove a verdict are lit. */
export function PolicyDocument({ policy }: { readonly policy: PolicyView }) {
  const lit = policy.statements.filter((statement) => statement.marks.length > 0).length;
  const whole = JSON.stringify(
    { ...policy.head, Statement: policy.statements.map(({ statement }) => statement) },
    null,
    2,
  );
  return (
    <Card aria-label={policy.name}>
      <header className="flex flex-wrap items-center justify-between gap-2 border-b border-line px-3 py-2">
        <div className="min-w-0">
          <h3 className="text-sm font-semibold [overflow-wrap:anywhere]">
            <bdi>{policy.name}</bdi>
          </h3>
          <p className="text-xs text-faint [overflow-wrap:anywhere]">
            {kinds[policy.kind]}
            {policy.version ? `, version ${policy.version}` : ""}
            {policy.source.startsWith("arn:") ? `, ${policy.source}` : ""}
          </p>
        </div>
        <span className="flex items-center gap-1">
          {lit > 0 ? <Badge tone="high">{`${lit} of ${policy.statements.length} statements lit`}</Badge> : null}
          <CopyButton text={whole} what="document" />
        </span>
      </header>
      {policy.unknown === null ? (
        <div className="grid grid-cols-1 gap-2 p-3">
          {policy.statements.map(({ statement, marks: proven }, index) => {
            const mark = proven[0] ? marks[proven[0]] : null;
            return (
              <div
                // biome-ignore lint/suspicious/noArrayIndexKey: statements have no other identity than their place.
                key={index}
                className={cn("rounded-md border-l-4 bg-sunken", mark ? mark.edge : "border-line")}
              >
                {mark ? (
                  <p className="px-3 pt-2">
                    <Badge tone={mark.tone}>{mark.label}</Badge>
                  </p>
                ) : null}
                {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
                <pre tabIndex={0} className="max-h-80 overflow-auto px-3 py-2 text-xs leading-5">
                  <code>{JSON.stringify(statement, null, 2)}</code>
                </pre>
              </div>
            );
          })}
          {policy.statements.length === 0 ? <p className="text-sm text-muted">It has no statement.</p> : null}
        </div>
      ) : (
        <div className="p-3">
          <Callout tone="warning">{policy.unknown}</Callout>
        </div>
      )}
    </Card>
  );
}
