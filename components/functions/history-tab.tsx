import { Badge } from "#components/ui/badge.tsx";
import { Card } from "#components/ui/card.tsx";
import { Disclosure } from "#components/ui/disclosure.tsx";
import { FactValue } from "#components/ui/fact-value.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { formatNoun } from "#lib/client/format.ts";
import { moveSentence, moveTitle } from "#lib/client/move-text.ts";
import type { FunctionChangeView } from "#lib/domain/views/function-detail.ts";
import type { VpcMove } from "#lib/domain/views/network.ts";

interface HistoryTabProps {
  readonly changes: readonly FunctionChangeView[];
  readonly firstSeen: string;
  /** What moves into or out of a VPC did to its starts, by the change they are. */
  readonly moves: readonly VpcMove[];
}

/** What changed, when, by whom, field by field. */
export function HistoryTab({ changes, firstSeen, moves }: HistoryTabProps) {
  const moveOf = new Map(moves.map((move) => [move.id, move]));
  return (
    <Card aria-label="History">
      <ol className="divide-y divide-line">
        {changes.map((change) => (
          <li key={change.id} id={`change-${change.id}`} className="scroll-mt-32 px-4 py-3 target:bg-accent-soft">
            <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
              <p className="min-w-0 text-base font-medium [overflow-wrap:anywhere]">{change.summary}</p>
              <p className="text-sm text-faint">
                <RelativeTime at={change.at} />
              </p>
            </div>
            <p className="mt-1 flex flex-wrap items-center gap-2 text-sm text-muted">
              <span>
                By <Actor change={change} />
              </span>
              {change.eventName ? <code className="text-xs">{change.eventName}</code> : null}
              {change.classes.map((name) => (
                <Badge key={name} tone="outline">
                  {name}
                </Badge>
              ))}
            </p>
            <MoveNote move={moveOf.get(change.id)} />
            {change.fields.length > 0 ? (
              <Disclosure summary={formatNoun(change.fields.length, "field")} className="mt-2">
                <Diff fields={change.fields} />
              </Disclosure>
            ) : null}
          </li>
        ))}
        <li className="px-4 py-3 text-sm text-muted">
          First seen by Lamplight <RelativeTime at={firstSeen} />. What happened before is not known here.
        </li>
      </ol>
    </Card>
  );
}

/** Under the change that moved it: the same function before and after. */
function MoveNote({ move }: { readonly move: VpcMove | undefined }) {
  if (move === undefined) return null;
  const others =
    move.confounders.length > 0 ? ` Changed in the same days as well: ${move.confounders.join("; ")}.` : "";
  return (
    <p className="mt-2 max-w-[90ch] rounded-sm bg-sunken px-3 py-2 text-sm [overflow-wrap:anywhere]">
      <span className="font-medium">{moveTitle(move)}.</span> {moveSentence(move)}
      {others} Association, not cause.
    </p>
  );
}

function Actor({ change }: { readonly change: FunctionChangeView }) {
  if (change.actor) return <span className="font-medium text-ink">{change.actor}</span>;
  const state =
    change.actorState === "denied" || change.actorState === "failed" || change.actorState === "notApplicable"
      ? change.actorState
      : "notYetRead";
  return (
    <FactValue unknown={{ state, reason: change.actorReason ?? "CloudTrail has not been asked who did it." }}>
      {null}
    </FactValue>
  );
}

function Diff({ fields }: { readonly fields: FunctionChangeView["fields"] }) {
  return (
    <dl className="grid gap-3">
      {fields.map((field) => (
        <div key={field.path}>
          <dt className="text-xs font-medium text-faint">{field.path}</dt>
          {field.hidden === null ? (
            <dd className="mt-1 grid gap-1 md:grid-cols-2">
              <Side text={field.before} label="Before" tone="bg-critical-soft" />
              <Side text={field.after} label="After" tone="bg-good-soft" />
            </dd>
          ) : (
            <dd className="mt-1 text-xs text-muted">{field.hidden}</dd>
          )}
        </div>
      ))}
    </dl>
  );
}

function Side({ text, label, tone }: { readonly text: string | null; readonly label: string; readonly tone: string }) {
  return (
    <div className={`min-w-0 rounded-sm px-2 py-1 text-xs ${tone}`}>
      <span className="sr-only">{label}: </span>
      {text === null ? (
        <span className="text-faint">not set</span>
      ) : (
        <pre className="max-h-60 overflow-auto whitespace-pre-wrap [overflow-wrap:anywhere]">{text}</pre>
      )}
    </div>
  );
}
