/** List prices of SnapStart for Python and .NET, in USD. Java has no charge. */
interface SnapStartPrice {
  /** Of a GB of the function's memory and second, for each published version; three hours at least. */
  readonly cacheGbSecond: number;
  /** Of a GB of memory restored. */
  readonly restoredGb: number;
}

/** By Region. Source: AWS Price List bulk offer file of us-east-1 (version 20260831092318), the one Region read. */
export const snapStartPrices: ReadonlyMap<string, SnapStartPrice> = new Map([
  ["us-east-1", { cacheGbSecond: 1.5046e-6, restoredGb: 1.397998e-4 }],
]);
