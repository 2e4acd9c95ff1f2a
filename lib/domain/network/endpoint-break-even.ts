import { hoursPerMonth } from "#lib/domain/cost/network-prices.ts";

/** Prices in USD that an interface endpoint and a NAT gateway are compared by. */
export interface EndpointPrices {
  readonly endpointAzHourUsd: number;
  readonly endpointGbUsd: number;
  readonly natGbUsd: number;
}

export interface EndpointComparison {
  /** What these GB cost a month through a NAT gateway that stands anyway: its hours are paid either way. */
  readonly natUsd: number;
  /** What they cost through an interface endpoint in so many zones. */
  readonly endpointUsd: number;
  /** GB a month from which on the endpoint is cheaper; null where it never is. */
  readonly breakEvenGb: number | null;
}

/**
 * An interface endpoint for one service against the NAT gateway that its traffic takes now:
 * endpoint = 730 × zones × price an hour + GB × price a GB; NAT = GB × price a GB. They meet at
 * (730 × zones × price an hour) ÷ (NAT price a GB − endpoint price a GB): 209 GB a month for each zone in us-east-1.
 */
export function compareEndpoint(gb: number, zones: number, prices: EndpointPrices): EndpointComparison {
  const fixedUsd = hoursPerMonth * zones * prices.endpointAzHourUsd;
  const savedPerGbUsd = prices.natGbUsd - prices.endpointGbUsd;
  return {
    natUsd: gb * prices.natGbUsd,
    endpointUsd: fixedUsd + gb * prices.endpointGbUsd,
    breakEvenGb: savedPerGbUsd > 0 ? fixedUsd / savedPerGbUsd : null,
  };
}
