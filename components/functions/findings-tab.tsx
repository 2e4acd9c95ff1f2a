import { EmptyGood } from "#components/states/empty-good.tsx";
import { Card, CardBody } from "#components/ui/card.tsx";
import { CodeBlock } from "#components/ui/code-block.tsx";
import { Disclosure } from "#components/ui/disclosure.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { type Status, StatusBadge } from "#components/ui/status-badge.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { formatNoun } from "#lib/client/format.ts";
import { findingHref } from "#lib/domain/views/findings.ts";
import type { FunctionFindingView, FunctionThing } from "#lib/domain/views/function-detail.ts";

interface FindingsTabProps {
  readonly thing: FunctionThing;
  readonly findings: readonly FunctionFindingView[];
  /** Whether findings of its role are among them. */
  readonly withRole: boolean;
}

const statuses: readonly Status[] = ["critical", "high", "medium", "low", "open", "acknowledged", "suppressed"];

/** What is wrong with the function and its role, with the evidence. */
export function FindingsTab({ thing, findings, withRole }: FindingsTabProps) {
  if (findings.length === 0) {
    return <EmptyGood title="No finding is open for this function." checkedAt={thing.detailObservedAt} />;
  }
  return (
    <div className="grid gap-3">
      {findings.map((finding) => (
        <Finding key={finding.id} finding={finding} />
      ))}
      {withRole ? null : <p className="text-sm text-faint">Findings of its role are not open to your role.</p>}
    </div>
  );
}

function Finding({ finding }: { readonly finding: FunctionFindingView }) {
  return (
    <Card aria-label={finding.title}>
      <CardBody className="grid gap-2">
        <div className="flex flex-wrap items-center gap-2">
          <Badges names={[finding.severity, finding.status]} />
          <h2 className="text-base font-semibold">
            <TextLink href={findingHref(finding)}>{finding.title}</TextLink>
          </h2>
        </div>
        <p className="text-sm text-muted">{finding.remedy}</p>
        <p className="text-xs text-faint [overflow-wrap:anywhere]">
          {finding.resourceArn}. First seen <RelativeTime at={finding.firstSeen} />, last seen{" "}
          <RelativeTime at={finding.lastSeen} />.
          {finding.unverifiedReason ? ` Its evidence cannot be read now: ${finding.unverifiedReason}` : ""}
        </p>
        {finding.evidence.length > 0 ? (
          <Disclosure summary={formatNoun(finding.evidence.length, "piece of evidence", "pieces of evidence")}>
            <div className="grid gap-2">
              {finding.evidence.map((one) => (
                <CodeBlock key={`${one.source} ${one.value}`} label={`${one.fact} of ${one.source}`} code={one.value} />
              ))}
            </div>
          </Disclosure>
        ) : null}
      </CardBody>
    </Card>
  );
}

function Badges({ names }: { readonly names: readonly string[] }) {
  return names.flatMap((name) => {
    const status = statuses.find((known) => known === name);
    return status ? [<StatusBadge key={name} status={status} />] : [];
  });
}
