import { EmptyFiltered } from "#components/states/empty-filtered.tsx";
import { EmptyGood } from "#components/states/empty-good.tsx";
import { FirstUse } from "#components/states/first-use.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { formatExact, formatNoun } from "#lib/client/format.ts";
import type { RuleOutcomeView } from "#lib/domain/views/findings.ts";

interface NoFindingsProps {
  readonly filtered: boolean;
  readonly outcomes: readonly RuleOutcomeView[];
}

/** Why the queue is empty: filtered, not looked yet, or good; what could not be checked is said with it. */
export function NoFindings({ filtered, outcomes }: NoFindingsProps) {
  if (filtered) return <EmptyFiltered what="findings" clearHref="/findings?filter=&q=" />;
  const ran = outcomes.flatMap(({ evaluatedAt }) => evaluatedAt ?? []).sort();
  if (ran.length === 0) {
    return (
      <FirstUse title="Nothing has been checked yet" action={<TextLink href="/sync">See the sync</TextLink>}>
        Rules run as soon as functions, their policies and roles have been read.
      </FirstUse>
    );
  }
  const unknown = outcomes.reduce((sum, outcome) => sum + outcome.unknown, 0);
  const places = Math.max(...outcomes.map((outcome) => outcome.places));
  const checks = outcomes.reduce((sum, outcome) => sum + outcome.evaluated, 0);
  return (
    <EmptyGood
      title={
        unknown === 0 ? "No open findings" : `No open findings, but ${formatNoun(unknown, "check")} could not be made`
      }
      checkedAt={ran[0] ?? null}
      where={`${formatExact(checks)} checks by ${formatNoun(ran.length, "rule")} over ${formatNoun(places, "account-Region")}`}
      action={<TextLink href="/findings?filter=status+%3D+resolved">See what was resolved</TextLink>}
    />
  );
}
