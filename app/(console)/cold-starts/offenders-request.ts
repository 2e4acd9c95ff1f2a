import type { SearchParameters } from "#app/(console)/analysis-request.ts";
import { loadTableParams } from "#lib/client/table-params.ts";
import { offenderOrder } from "#lib/server/queries/cold-starts/offender-order.ts";

/** In which order the address asks for the worst functions. */
export function readOffenderOrder(
  given: SearchParameters,
  limits: Parameters<typeof offenderOrder>[1],
): ReturnType<typeof offenderOrder> {
  return offenderOrder(loadTableParams(given).sort, limits);
}
