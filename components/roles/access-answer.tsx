import { CircleCheck, CircleHelp, CircleSlash } from "lucide-react";
import { Badge } from "#components/ui/badge.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Disclosure } from "#components/ui/disclosure.tsx";
import { statementText } from "#lib/domain/roles/statement-text.ts";
import type { AccessAnswerView, AccessReasonView } from "#lib/domain/views/role-access.ts";
import { StatementRef } from "./statement-ref.tsx";

const looks = {
  allowed: { label: "Allowed", icon: CircleCheck, tone: "text-high" },
  denied: { label: "Denied", icon: CircleSlash, tone: "text-faint" },
  conditional: { label: "Allowed only if", icon: CircleHelp, tone: "text-medium" },
} as const;

const states = { met: "good", unmet: "critical", unknown: "medium" } as const;
const stateWords = { met: "holds", unmet: "does not hold", unknown: "not known" } as const;

/** Whether the role may do what was asked, the statements that decide, and what to know besides. */
export function AccessAnswer({ answer }: { readonly answer: AccessAnswerView }) {
  if (answer.state === "unknown") {
    return (
      <Callout tone="warning" title="Not known">
        {answer.reason} An unread Deny cannot be excluded.
      </Callout>
    );
  }
  const { label, icon: Icon, tone } = looks[answer.answer];
  return (
    <div className="grid grid-cols-1 gap-2" data-answer={answer.answer}>
      <p className="flex items-center gap-2 text-lg font-semibold">
        <Icon aria-hidden className={`size-5 shrink-0 ${tone}`} />
        {label}
      </p>
      <p className="text-sm [overflow-wrap:anywhere]">{answer.sentence}</p>
      {answer.conditions.length > 1 ? (
        <ol className="list-decimal pl-5 text-sm">
          {answer.conditions.map((condition) => (
            <li key={condition} className="[overflow-wrap:anywhere]">
              {condition}
            </li>
          ))}
        </ol>
      ) : null}
      {answer.because.length > 0 ? (
        <ul className="grid grid-cols-1 gap-2">
          {answer.because.map((reason, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same statement may decide in two layers.
            <Reason key={index} reason={reason} />
          ))}
        </ul>
      ) : null}
      {answer.notes.map((note) => (
        <p key={note} className="text-sm text-muted [overflow-wrap:anywhere]">
          {note}
        </p>
      ))}
    </div>
  );
}

function Reason({ reason: { effect, layer, link, statement, conditions } }: { readonly reason: AccessReasonView }) {
  return (
    <li className="grid min-w-0 grid-cols-1 gap-1 rounded-md border border-line bg-sunken px-3 py-2 text-sm">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <Badge tone={effect === "Deny" ? "info" : "outline"}>{effect}</Badge>
        <span>
          <StatementRef link={link} />
          {layer === "boundary" ? <span className="text-faint"> (permissions boundary)</span> : null}
        </span>
      </p>
      {conditions.length > 0 ? (
        <ul className="grid grid-cols-1 gap-1">
          {conditions.map(({ words, state }) => (
            <li key={words} className="flex flex-wrap items-center gap-2 text-xs">
              <Badge tone={states[state]}>{stateWords[state]}</Badge>
              <span className="[overflow-wrap:anywhere]">{words}</span>
            </li>
          ))}
        </ul>
      ) : null}
      <Disclosure summary="The statement">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
        <pre tabIndex={0} className="max-h-72 overflow-auto text-xs leading-5">
          <code>{statementText(statement)}</code>
        </pre>
      </Disclosure>
    </li>
  );
}
