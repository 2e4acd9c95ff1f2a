import type { SourceName } from "#lib/domain/collection/source.ts";
import { accounts } from "./accounts.ts";
import type { Collector } from "./collector.ts";
import { detail } from "./detail.ts";
import { functions } from "./functions.ts";
import { limits } from "./limits.ts";
import { logGroups } from "./log-groups.ts";
import { metricHistory, metrics } from "./metrics.ts";
import { network } from "./network.ts";
import { regionResources } from "./region-resources.ts";
import { regions } from "./regions.ts";
import { roleUsage } from "./role-usage.ts";
import { roles } from "./roles.ts";
import { starts } from "./starts.ts";
import { tags } from "./tags.ts";
import { triggers } from "./triggers.ts";
import { whoChanged } from "./who-changed.ts";

const collectors: { readonly [S in SourceName]: Collector<S> } = {
  accounts,
  regions,
  limits,
  functions,
  triggers,
  tags,
  roles,
  metrics,
  network,
  detail,
  "region-resources": regionResources,
  "log-groups": logGroups,
  "metric-history": metricHistory,
  starts,
  "who-changed": whoChanged,
  "role-usage": roleUsage,
};

/** How a source is read. */
export function collectorOf<S extends SourceName>(source: S): Collector<S> {
  return collectors[source];
}
