import { Button } from "#components/ui/button.tsx";
import { Instant } from "#components/ui/instant.tsx";
import { formatBytes, formatDuration, formatUsd } from "#lib/client/format.ts";
import { exampleHours } from "#lib/domain/failures/example-lines.ts";
import { mostExampleLines } from "#lib/domain/failures/example-query.ts";
import type { LogExampleView } from "#lib/domain/views/failures.ts";

interface ExamplePlanProps {
  readonly plan: LogExampleView["plan"];
  readonly pending: boolean;
  readonly onConfirm: () => void;
}

/** What fetching lines would read and cost, and the button that does it. */
export function ExamplePlan({ plan, pending, onConfirm }: ExamplePlanProps) {
  if (plan.impossible !== null) return <p className="text-sm text-muted">{plan.impossible}</p>;
  const span = formatDuration(Date.parse(plan.to) - Date.parse(plan.from));
  return (
    <>
      <p className="text-sm">
        Reads {span} of this function’s log group, up to <Instant at={plan.to} />: {sizeWords(plan)}.
        {plan.leftUsd === null ? "" : ` The month’s budget has ${formatUsd(plan.leftUsd)} left.`}
      </p>
      <p className="text-sm text-muted">
        Credentials, tokens, mail addresses and whatever looks random are taken out before anything is kept; the lines
        are let go after {exampleHours} hours. That you asked stands in the audit log.
      </p>
      <div>
        <Button size="sm" variant="primary" pending={pending} onClick={onConfirm}>
          Fetch up to {mostExampleLines} lines
        </Button>
      </div>
    </>
  );
}

const bases = {
  measured: "by earlier scans of this group",
  spread: "by what the group stores, spread evenly",
  all: "at most: all that the group stores",
} as const;

function sizeWords({ bytes, basis, usd }: LogExampleView["plan"]): string {
  if (bytes === null || basis === null) return "how much that is, and what it costs, is not known before";
  const cost = usd === null ? "at a price that is not known for this Region" : `for about ${formatUsd(usd)}`;
  return `about ${formatBytes(bytes)} ${cost}, ${bases[basis]}`;
}
