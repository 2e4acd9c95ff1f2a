/** What two functions must share for their starts to be compared. */
export interface StratumTraits {
  readonly runtime: string;
  readonly architecture: string;
  readonly packageType: string;
  /** Names of the bands of memory and of code size. */
  readonly memory: string;
  readonly codeSize: string;
  /** "SnapStart" where it is on. */
  readonly snapStart: string;
  /** At most 3: "3" is three and more. */
  readonly layers: number;
}

/** The name of a stratum, by which its functions are grouped. Layers and SnapStart are named where there are any. */
export function stratumLabel({
  runtime,
  architecture,
  packageType,
  memory,
  codeSize,
  snapStart,
  layers,
}: StratumTraits): string {
  return [
    runtime,
    architecture,
    packageType,
    memory,
    codeSize,
    ...(layers > 0 ? [layers === 1 ? "1 layer" : layers === 2 ? "2 layers" : "3 layers and more"] : []),
    ...(snapStart === "SnapStart" ? [snapStart] : []),
  ].join(" · ");
}
