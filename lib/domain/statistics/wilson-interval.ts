/** The 97.5 % point of the normal distribution: two-sided 95 % intervals. */
const z = 1.959963984540054;

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * Wilson's score interval (E. B. Wilson, JASA 22, 1927) for a share of `hits` in `n`, at 95 %. It stays within 0 and 1
 * and is honest for small n, where the usual ±1.96·√(p(1−p)/n) is not. With n = 0 nothing is known: 0 to 1.
 */
export function wilsonInterval(hits: number, n: number): Interval {
  if (n <= 0) return { low: 0, high: 1 };
  const p = Math.min(1, Math.max(0, hits / n));
  const denominator = 1 + (z * z) / n;
  const centre = (p + (z * z) / (2 * n)) / denominator;
  const half = (z / denominator) * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  return { low: p === 0 ? 0 : Math.max(0, centre - half), high: p === 1 ? 1 : Math.min(1, centre + half) };
}
