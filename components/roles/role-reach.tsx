import { CircleCheck, CircleHelp, CircleMinus } from "lucide-react";
import { Badge } from "#components/ui/badge.tsx";
import { Disclosure } from "#components/ui/disclosure.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { formatNoun } from "#lib/client/format.ts";
import { roleVerdictNames } from "#lib/domain/iam/judgement/role-judgement.ts";
import { verdictWords } from "#lib/domain/roles/verdict-words.ts";
import type { OnlyIfView, RoleDetail, VerdictView } from "#lib/domain/views/role-detail.ts";
import { ActionList } from "./action-list.tsx";
import { StatementRef, StatementRefs } from "./statement-ref.tsx";

const rowClasses = "grid grid-cols-1 gap-x-4 gap-y-1 px-4 py-2.5 sm:grid-cols-[10rem_1fr]";

/** The eight questions with their answers, each with what proves it. */
export function RoleReach({ role: { judgement, unknown } }: { readonly role: RoleDetail }) {
  if (judgement === null) return <UnknownVerdicts reason={unknown?.reason ?? "It has not been judged yet."} />;
  return (
    <div className="grid grid-cols-1 gap-2">
      <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
        {judgement.verdicts.map((verdict) => (
          <Verdict key={verdict.name} verdict={verdict} />
        ))}
      </ul>
      {judgement.controlPoliciesKnown ? null : (
        <p className="text-xs text-muted">
          Service control policies above the account are not known here; they may take away some of this, and never add
          to it.
        </p>
      )}
    </div>
  );
}

function Verdict({ verdict }: { readonly verdict: VerdictView }) {
  const { name, value, because, actions, total, statements, onlyIf } = verdict;
  const words = verdictWords[name];
  return (
    <li className={rowClasses} data-verdict={name}>
      <div>
        <Answer verdict={verdict} />
      </div>
      <div className="min-w-0">
        <p className="text-sm">
          <span className="font-medium" title={words.question}>
            {words.title}
          </span>
          <span className="sr-only">: {words.question}</span>{" "}
          <span className="text-muted [overflow-wrap:anywhere]">{because}</span>
        </p>
        {value ? (
          <div className="mt-1.5 grid grid-cols-1 gap-1.5">
            <ActionList actions={actions} total={total} />
            <StatementRefs links={statements} />
          </div>
        ) : null}
        {onlyIf.length > 0 ? <OnlyIf onlyIf={onlyIf} more={value} /> : null}
      </div>
    </li>
  );
}

function Answer({ verdict: { value, severity, onlyIf } }: { readonly verdict: VerdictView }) {
  if (value && severity) return <StatusBadge status={severity} label={`Yes, ${severity}`} />;
  if (value) {
    return (
      <Badge>
        <CircleCheck aria-hidden />
        Yes, ordinary work
      </Badge>
    );
  }
  return (
    <Badge tone={onlyIf.length > 0 ? "neutral" : "good"}>
      <CircleMinus aria-hidden />
      {onlyIf.length > 0 ? "Only if" : "No"}
    </Badge>
  );
}

/** What statements under conditions would add. */
function OnlyIf({ onlyIf, more }: { readonly onlyIf: readonly OnlyIfView[]; readonly more: boolean }) {
  return (
    <Disclosure
      className="mt-1.5"
      summary={`${more ? "More" : "Yes"}, only if conditions of ${formatNoun(onlyIf.length, "statement")} hold`}
    >
      <ul className="grid grid-cols-1 gap-3 text-sm">
        {onlyIf.map(({ link, actions, conditions }) => (
          <li key={link.anchor ?? link.label} className="grid grid-cols-1 gap-1">
            <ActionList actions={actions} />
            <p className="text-muted [overflow-wrap:anywhere]">
              only if {conditions.join(" and ") || "its conditions hold"}, by <StatementRef link={link} />
            </p>
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}

function UnknownVerdicts({ reason }: { readonly reason: string }) {
  return (
    <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
      {roleVerdictNames.map((name) => (
        <li key={name} className={rowClasses} data-verdict={name}>
          <div>
            <Badge tone="outline" title={reason}>
              <CircleHelp aria-hidden />
              Unknown
            </Badge>
          </div>
          <p className="text-sm">
            <span className="font-medium">{verdictWords[name].title}</span>{" "}
            <span className="text-muted">{verdictWords[name].question}</span>
          </p>
        </li>
      ))}
    </ul>
  );
}
