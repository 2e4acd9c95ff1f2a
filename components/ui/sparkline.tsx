import { cn } from "#lib/client/class-names.ts";
import { sharedMax, sparklinePath } from "./sparkline-path.ts";

interface SparklineProps {
  readonly values: readonly (number | null)[];
  /** The top of the scale: the same for all rows of a column. Without it each stands for itself. */
  readonly max?: number;
  /** What it shows, in words with its figure: "Invocations, 7 days, highest 1.2 M". */
  readonly label: string;
  readonly className?: string;
}

const WIDTH = 96;
const HEIGHT = 20;

/** A line without axes, inline, without a chart library. Zero is the bottom; gaps are gaps. */
export function Sparkline({ values, max = sharedMax([values]), label, className }: SparklineProps) {
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 -1 ${WIDTH} ${HEIGHT + 2}`}
      preserveAspectRatio="none"
      className={cn("inline-block h-5 w-24 overflow-visible", className)}
    >
      <path d={`M0 ${HEIGHT}H${WIDTH}`} className="stroke-line" strokeWidth="1" vectorEffect="non-scaling-stroke" />
      <path
        d={sparklinePath(values, max, WIDTH, HEIGHT)}
        className="fill-none stroke-series-1"
        strokeWidth="1.25"
        strokeLinejoin="round"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}
