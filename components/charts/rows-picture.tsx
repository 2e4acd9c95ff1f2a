/** One row of a chart that the page draws in HTML: bars and dots from 0 to 1 across. */
export interface PictureRow {
  readonly id: string;
  readonly label: string;
  /** A bar between two places; null for none. */
  readonly bar: { readonly from: number; readonly to: number; readonly thin: boolean } | null;
  readonly dot: number | null;
  readonly text: string;
}

interface RowsPictureProps {
  readonly rows: readonly PictureRow[];
  /** Where the line of zero stands; null for none. */
  readonly zero: number | null;
}

const width = 880;
const rowHeight = 24;
const left = 280;
const right = 600;

/**
 * A chart of rows as a picture. On the page it is HTML, which wraps and can be copied; this is only made to be saved as
 * PNG, so it is not shown.
 */
export function RowsPicture({ rows, zero }: RowsPictureProps) {
  const x = (share: number) => left + share * (right - left);
  const height = rows.length * rowHeight + 8;
  return (
    <svg data-chart aria-hidden width={width} height={height} viewBox={`0 0 ${width} ${height}`} className="hidden">
      {rows.map(({ id, label, bar, dot, text }, k) => {
        const y = k * rowHeight + 4;
        const middle = y + rowHeight / 2;
        return (
          <g key={id} fontSize={12}>
            <text x={12} y={middle + 4} fill="var(--color-ink)">
              {label.length > 40 ? `${label.slice(0, 39)}…` : label}
            </text>
            <rect x={left} y={y + 4} width={right - left} height={rowHeight - 8} fill="var(--color-sunken)" />
            {bar ? (
              <rect
                x={x(bar.from)}
                y={bar.thin ? middle - 2 : y + 4}
                width={Math.max(2, x(bar.to) - x(bar.from))}
                height={bar.thin ? 4 : rowHeight - 8}
                fill="var(--color-series-1)"
                fillOpacity={bar.thin ? 0.45 : 1}
              />
            ) : null}
            {dot === null ? null : <circle cx={x(dot)} cy={middle} r={4} fill="var(--color-series-1)" />}
            <text x={right + 14} y={middle + 4} fill="var(--color-ink)">
              {text}
            </text>
          </g>
        );
      })}
      {zero === null ? null : (
        <path d={`M${x(zero)} 4V${height - 4}`} stroke="var(--color-line-strong)" strokeWidth={1} />
      )}
    </svg>
  );
}
