import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { formatExact, formatNoun } from "#lib/client/format.ts";
import type { OverviewView } from "#lib/domain/views/overview.ts";

const severities = ["critical", "high", "medium", "low"] as const;

/** Open findings, the worst first. */
export function FindingsCard({ findings }: { readonly findings: OverviewView["findings"] }) {
  const total = severities.reduce((sum, severity) => sum + findings[severity], 0);
  return (
    <Card aria-label="Open findings">
      <CardHeader
        title="Open findings"
        reading={total === 0 ? "None that could be seen." : `${formatNoun(total, "finding")} to work through`}
        actions={<TextLink href="/findings">Open the queue</TextLink>}
      />
      <CardBody>
        <ul className="grid gap-1">
          {severities.map((severity) => (
            <li key={severity} className="flex items-center justify-between gap-2 text-sm">
              <TextLink href={`/findings?filter=severity%20%3D%20${severity}`} className="no-underline">
                <StatusBadge status={severity} />
              </TextLink>
              <span className="tabular">{formatExact(findings[severity])}</span>
            </li>
          ))}
        </ul>
      </CardBody>
    </Card>
  );
}
