import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Disclosure } from "#components/ui/disclosure.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { formatExact, formatNoun } from "#lib/client/format.ts";
import type { RuleOutcomeView } from "#lib/domain/views/findings.ts";

/** What each rule looked at, and what it could not check: unknown is never a pass. */
export function RuleOutcomes({ outcomes }: { readonly outcomes: readonly RuleOutcomeView[] }) {
  const unknown = outcomes.reduce((sum, outcome) => sum + outcome.unknown, 0);
  const never = outcomes.filter(({ evaluatedAt }) => evaluatedAt === null).length;
  return (
    <Card className="mt-6" aria-label="What was checked">
      <CardHeader
        title="What was checked"
        reading={
          never === outcomes.length
            ? "No rule has run yet: they run when functions, policies and roles have been read."
            : unknown === 0
              ? "Every resource in scope could be judged by every rule that ran."
              : `${formatNoun(unknown, "check")} could not be made. They count neither as passed nor as found.`
        }
      />
      <CardBody role="region" aria-label="Rules, scrolls sideways" tabIndex={0} className="overflow-x-auto">
        <table className="w-full min-w-[44rem] text-sm">
          <thead>
            <tr className="border-b border-line text-left text-xs text-faint">
              <th className="py-1.5 pr-3 font-medium">Rule</th>
              {["Looked at", "Found", "Passed", "Does not apply", "Could not be checked"].map((name) => (
                <th key={name} className="px-3 py-1.5 text-right font-medium">
                  {name}
                </th>
              ))}
              <th className="py-1.5 pl-3 font-medium">Last run</th>
            </tr>
          </thead>
          <tbody>
            {outcomes.map((outcome) => (
              <OutcomeRow key={outcome.rule} outcome={outcome} />
            ))}
          </tbody>
        </table>
      </CardBody>
    </Card>
  );
}

function OutcomeRow({ outcome }: { readonly outcome: RuleOutcomeView }) {
  const { title, severity, evaluated, firing, passing, notApplicable, unknown, reasons, evaluatedAt } = outcome;
  return (
    <tr className="border-b border-line align-top last:border-0">
      <td className="py-2 pr-3">
        <span className="mr-2">
          <StatusBadge status={severity} />
        </span>
        {title}
        {unknown > 0 ? (
          <Disclosure summary="Why it could not be checked" className="mt-1">
            <ul className="grid grid-cols-1 gap-1 text-muted">
              {reasons.map(({ reason, count }) => (
                <li key={reason} className="[overflow-wrap:anywhere]">
                  <span className="tabular font-medium text-ink">{formatExact(count)}</span> {reason}
                </li>
              ))}
            </ul>
          </Disclosure>
        ) : null}
      </td>
      {[evaluated, firing, passing, notApplicable, unknown].map((count, column) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the columns are fixed.
        <td key={column} className="tabular px-3 py-2 text-right">
          {evaluatedAt === null ? <span className="text-faint">–</span> : formatExact(count)}
        </td>
      ))}
      <td className="py-2 pl-3 whitespace-nowrap">
        {evaluatedAt ? <RelativeTime at={evaluatedAt} /> : <span className="text-faint">not yet</span>}
      </td>
    </tr>
  );
}
