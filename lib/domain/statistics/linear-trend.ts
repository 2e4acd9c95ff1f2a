export interface TrendPoint {
  readonly x: number;
  readonly y: number;
}

export interface LinearTrend {
  readonly slope: number;
  readonly intercept: number;
  readonly n: number;
}

/** The line of least squares through the points; null when fewer than two different x are known. */
export function linearTrend(points: readonly TrendPoint[]): LinearTrend | null {
  const n = points.length;
  const meanX = points.reduce((sum, { x }) => sum + x, 0) / n;
  const meanY = points.reduce((sum, { y }) => sum + y, 0) / n;
  const spread = points.reduce((sum, { x }) => sum + (x - meanX) ** 2, 0);
  if (n < 2 || spread === 0) return null;
  const slope = points.reduce((sum, { x, y }) => sum + (x - meanX) * (y - meanY), 0) / spread;
  return { slope, intercept: meanY - slope * meanX, n };
}
