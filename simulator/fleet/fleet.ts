import { createCell } from "./cell.ts";
import { createFunction } from "./functions/function.ts";
import { createIam } from "./roles/iam.ts";
import { registerShape } from "./shape/fleet-shape.ts";
import { createShape } from "./shape/shape.ts";
import type { Fleet, FleetOptions } from "./types.ts";

/**
 * Makes the fleet. Types are in `types.ts`; the rest is asked of these functions, all of them pure:
 * - `metrics/series.ts`: `metricSeries(fleet, query: MetricQuery): MetricSeries`
 * - `metrics/list.ts`: `listMetrics(fleet, { accountId, region, recentlyActiveAt: Date | null }): Generator<FleetMetric>`
 * - `insights/run.ts`: `runInsightsQuery(fleet, query: InsightsQuery): InsightsResult`, and `insightsSteps`, the same in small steps, its rows not yet written; throws `InsightsSyntaxError` (`insights/syntax-error.ts`) for MalformedQueryException
 * - `truth.ts`: `fleetTruth(fleet)`; `stories.ts`: `fleetStories(fleet)`, `usageTruth`; `planted-secrets.ts`: `plantedSecrets(fleet)`
 */
export function createFleet(options: FleetOptions): Fleet {
  const shape = createShape(options);
  const cells = new Map(shape.cells.map((cell) => [`${cell.account.id} ${cell.region}`, createCell(shape, cell)]));
  const accounts = new Map(shape.accounts.map((account) => [account.id, account]));
  const fleet: Fleet = {
    options,
    organization: shape.organization,
    accounts: shape.accounts,
    regions: shape.regions,
    functionCount: options.functions,
    account: (accountId) => accounts.get(accountId) ?? null,
    cell: (accountId, region) => cells.get(`${accountId} ${region}`) ?? null,
    iam: (accountId) => {
      const account = accounts.get(accountId);
      return account === undefined ? null : createIam(shape, account);
    },
    functionAt: (index) => createFunction(shape, index),
  };
  registerShape(fleet, shape);
  return fleet;
}
