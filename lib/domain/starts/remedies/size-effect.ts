import { median } from "#lib/domain/statistics/order-statistics.ts";
import { studentQuantile } from "#lib/domain/statistics/student-t.ts";
import type { Estimate } from "./median-interval.ts";

/** How init goes with package size: init ~ bytes^exponent. */
export interface SizeEffect {
  readonly exponent: Estimate;
  /** The median package of the functions compared. */
  readonly medianBytes: number;
  /** The largest of them: beyond it nothing was seen. */
  readonly largestBytes: number;
}

interface SizedInit {
  readonly codeBytes: number;
  /** The function's median init. */
  readonly medianMs: number;
}

/**
 * Least squares of log(median init) on log(package bytes), one observation a function, with the slope's 95 % interval
 * (Student's t with n − 2 degrees of freedom).
 * An association: large packages are often large programs. Null where all packages are of one size.
 */
export function sizeEffect(functions: readonly SizedInit[]): SizeEffect | null {
  const n = functions.length;
  const x = functions.map(({ codeBytes }) => Math.log(codeBytes));
  const y = functions.map(({ medianMs }) => Math.log(medianMs));
  const [meanX, meanY] = [mean(x), mean(y)];
  const spread = sum(x.map((value) => (value - meanX) ** 2));
  const medianBytes = median(functions.map(({ codeBytes }) => codeBytes));
  const largestBytes = Math.max(...functions.map(({ codeBytes }) => codeBytes));
  if (n < 3 || spread < 1e-9 || medianBytes === null) return null;
  const slope = sum(x.map((value, k) => (value - meanX) * ((y[k] ?? 0) - meanY))) / spread;
  const left = sum(x.map((value, k) => ((y[k] ?? 0) - meanY - slope * (value - meanX)) ** 2));
  const half = studentQuantile(0.975, n - 2) * Math.sqrt(left / (n - 2) / spread);
  return { exponent: { value: slope, low: slope - half, high: slope + half }, medianBytes, largestBytes };
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const mean = (values: readonly number[]) => sum(values) / values.length;
