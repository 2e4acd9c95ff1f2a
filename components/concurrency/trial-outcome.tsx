import { Callout } from "#components/ui/callout.tsx";
import { CodeBlock } from "#components/ui/code-block.tsx";
import { Stat, StatRow } from "#components/ui/stat.tsx";
import { formatExact, formatNoun } from "#lib/client/format.ts";
import type { Trial, TrialHours } from "#lib/domain/concurrency/reservation-trial.ts";

interface TrialOutcomeProps {
  readonly trial: Trial;
  readonly commands: readonly string[];
}

/** What a trial comes to, and the lines that would do it. */
export function TrialOutcome({ trial: { before, after, refused }, commands }: TrialOutcomeProps) {
  return (
    <div className="grid gap-3" aria-live="polite">
      <StatRow>
        <Stat
          label="Left for functions without a reservation"
          value={`${formatExact(before.unreservedPool)} → ${formatExact(after.unreservedPool)}`}
          hint="limit − reservations; AWS keeps 100, or all of a smaller limit"
        />
        <Stat
          label="Hours in which somebody is turned away"
          value={`${hours(before.anybody)} → ${hours(after.anybody)}`}
          {...toneOf(before.anybody, after.anybody)}
          hint={`of ${formatNoun(after.anybody.known, "hour")} that are known`}
        />
        <Stat
          label="Hours in which the shared pool is not enough"
          value={`${hours(before.pool)} → ${hours(after.pool)}`}
          hint={`of ${formatNoun(after.pool.known, "hour")} that are known`}
        />
      </StatRow>
      {refused.length === 0 ? null : (
        <Callout tone="warning" title="AWS would not take this">
          <ul className="list-disc pl-4">
            {refused.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </Callout>
      )}
      {commands.length === 0 || refused.length > 0 ? null : (
        <CodeBlock label="AWS CLI: what gives back comes first" code={commands.join("\n")} />
      )}
    </div>
  );
}

function hours({ known, throttled }: TrialHours): string {
  return known === 0 ? "not known" : formatExact(throttled);
}

function toneOf(before: TrialHours, after: TrialHours) {
  const change = after.throttled - before.throttled;
  if (change === 0 || before.known === 0) return {};
  return { delta: `${change > 0 ? "+" : "−"}${Math.abs(change)}`, deltaTone: change < 0 ? "good" : "bad" } as const;
}
