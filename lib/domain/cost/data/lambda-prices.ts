import type { PriceSource } from "#lib/domain/cost/price-source.ts";

/**
 * AWS Lambda list prices, gathered on 2026-11-21. Figures only; refresh them through the AWS Price List API.
 * A Region that is not listed here has no price: never another Region's.
 */
export const priceListDate = "2026-11-21";

/** Where each figure comes from, and of which day it is. */
export const priceSources = {
  offerFile: { source: "AWS Price List bulk offer file of us-east-1 (version 20260831092318)", date: "2026-09-06" },
  embedded: {
    source: "Price List table embedded in @remotion/lambda-client 4.0.527; every overlap with dated reads agreed",
    date: "2026-11-21",
  },
  undated: { source: "Region table of a public source file, undated; low confidence", date: null },
} as const satisfies Record<string, PriceSource>;

/**
 * Duration tiers of us-east-1 in USD per GB-second, each from so many GB-seconds a month on, counted per Region and
 * architecture over the whole organisation. Source: offerFile.
 */
export const usEast1Tiers = {
  x86_64: [
    { fromGbSeconds: 0, price: 1.66667e-5 },
    { fromGbSeconds: 6e9, price: 1.5e-5 },
    { fromGbSeconds: 15e9, price: 1.33334e-5 },
  ],
  arm64: [
    { fromGbSeconds: 0, price: 1.33334e-5 },
    { fromGbSeconds: 7.5e9, price: 1.20001e-5 },
    { fromGbSeconds: 18.75e9, price: 1.06667e-5 },
  ],
} as const;

/** Provisioned concurrency on arm64 is known for us-east-1 alone, in USD per GB-second. Source: offerFile. */
export const usEast1ArmProvisioned = { concurrency: 3.3334e-6, duration: 7.7778e-6 } as const;

/** AWS's perpetual free tier per payer and month, x86_64 and arm64 together. Source: offerFile. */
export const freeTierMonthly = { requests: 1_000_000, gbSeconds: 400_000 } as const;

type Figure = number | null;
type Row = readonly [
  region: string,
  requestUsd: Figure,
  durationX86: Figure,
  durationArm: Figure,
  provisionedConcurrencyX86: Figure,
  provisionedDurationX86: Figure,
  ephemeralStorage: Figure,
];

/** USD per request and per GB-second; durations are the first tier. Source: embedded, but undated for me-*. */
export const regionRows: readonly Row[] = [
  ["af-south-1", 2.7e-7, 2.21e-5, 1.768e-5, 5.53e-6, 1.29e-5, 4.04e-8],
  ["ap-east-1", 2.8e-7, 2.292e-5, 1.83e-5, 5.7153e-6, 1.33358e-5, 4.07e-8],
  ["ap-northeast-1", 2e-7, 1.66667e-5, 1.33334e-5, 5.3835e-6, 1.25615e-5, 3.7e-8],
  ["ap-northeast-2", 2e-7, 1.66667e-5, 1.33334e-5, 5.1254e-6, 1.19592e-5, 3.52e-8],
  ["ap-northeast-3", 2e-7, 1.66667e-5, 1.33334e-5, 5.3835e-6, 1.25615e-5, 3.7e-8],
  ["ap-south-1", 2e-7, 1.66667e-5, 1.33334e-5, 4.4985e-6, 1.04966e-5, 3.52e-8],
  ["ap-southeast-1", 2e-7, 1.66667e-5, 1.33334e-5, 5.1991e-6, 1.21313e-5, 3.7e-8],
  ["ap-southeast-2", 2e-7, 1.66667e-5, 1.33334e-5, 5.236e-6, 1.22173e-5, 3.7e-8],
  ["ap-southeast-4", 2e-7, 1.66667e-5, 1.33334e-5, 5.236e-6, 1.22173e-5, 3.7e-8],
  ["ap-southeast-5", 1.8e-7, 1.5e-5, 1.2e-5, 4.6791e-6, 1.09181e-5, 3.33e-8],
  ["ca-central-1", 2e-7, 1.66667e-5, 1.33334e-5, 4.646e-6, 1.08407e-5, 3.4e-8],
  ["eu-central-1", 2e-7, 1.66667e-5, 1.33334e-5, 5.0147e-6, 1.17011e-5, 3.67e-8],
  ["eu-central-2", 2.2e-7, 1.83334e-5, 1.46667e-5, 5.5162e-6, 1.28712e-5, 4.41e-8],
  ["eu-north-1", 2e-7, 1.66667e-5, 1.33334e-5, 4.4248e-6, 1.03245e-5, 3.23e-8],
  ["eu-south-1", 2.3e-7, 1.95172e-5, 1.56138e-5, 4.8783e-6, 1.13827e-5, 3.57e-8],
  ["eu-west-1", 2e-7, 1.66667e-5, 1.33334e-5, 4.646e-6, 1.08407e-5, 3.4e-8],
  ["eu-west-2", 2e-7, 1.66667e-5, 1.33334e-5, 4.8304e-6, 1.12709e-5, 3.58e-8],
  ["eu-west-3", 2e-7, 1.66667e-5, 1.33334e-5, 4.8673e-6, 1.13569e-5, 3.58e-8],
  ["me-central-1", null, 2.06667e-5, 1.65334e-5, null, null, null],
  ["me-south-1", null, 2.06667e-5, 1.65334e-5, null, null, null],
  ["sa-east-1", 2e-7, 1.66667e-5, 1.33334e-5, 6.6372e-6, 1.54867e-5, 5.86e-8],
  ["us-east-1", 2e-7, 1.66667e-5, 1.33334e-5, 4.1667e-6, 9.7222e-6, 3.09e-8],
  ["us-east-2", 2e-7, 1.66667e-5, 1.33334e-5, 4.1667e-6, 9.7222e-6, 3.09e-8],
  ["us-west-1", 2e-7, 1.66667e-5, 1.33334e-5, 4.9041e-6, 1.1443e-5, 3.7e-8],
  ["us-west-2", 2e-7, 1.66667e-5, 1.33334e-5, 4.1667e-6, 9.7222e-6, 3.09e-8],
];

/**
 * China is billed in CNY, by another seller and without tiers; of x86_64 the request price is known, of arm64 duration
 * and /tmp. Source: embedded.
 */
export const chinaRows = [
  { region: "cn-north-1", requestX86: 1.36e-6, durationArm: 9.08e-5, ephemeralStorageArm: 2.303e-7 },
  { region: "cn-northwest-1", requestX86: 1.36e-6, durationArm: 9.08e-5, ephemeralStorageArm: 2.049e-7 },
] as const;
