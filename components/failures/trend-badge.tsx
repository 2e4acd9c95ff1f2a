import { Badge, type BadgeTone } from "#components/ui/badge.tsx";
import type { FailureTrend, RateRatio } from "#lib/domain/failures/failure-trend.ts";

const looks: Readonly<Record<FailureTrend, { readonly text: string; readonly tone: BadgeTone }>> = {
  new: { text: "New", tone: "critical" },
  rising: { text: "Rising", tone: "high" },
  steady: { text: "Steady", tone: "neutral" },
  falling: { text: "Falling", tone: "low" },
  ended: { text: "Ended", tone: "good" },
};

interface TrendBadgeProps {
  readonly trend: FailureTrend;
  readonly ratio: RateRatio | null;
}

/** How a series of failures goes; for a rate that changed, by which factor. */
export function TrendBadge({ trend, ratio }: TrendBadgeProps) {
  const { text, tone } = looks[trend];
  const changed = (trend === "rising" || trend === "falling") && ratio !== null && Number.isFinite(ratio.value);
  return (
    <Badge tone={tone}>
      {text}
      {changed ? ` ×${ratio.value.toPrecision(2)}` : ""}
    </Badge>
  );
}
