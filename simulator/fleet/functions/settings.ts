/** Settings that stand at least once each, one per function; other functions draw them at random. */
export const plantedSettings = [
  "json-logs-at-warn",
  "json-logs",
  "shared-log-group",
  "infrequent-access-logs",
  "short-retention",
  "secret-in-environment",
  "secret-database-url",
  "secret-token",
  "hostile-markup",
  "hostile-formula",
  "hostile-right-to-left",
  "hostile-emoji",
  "hostile-long",
  "foreign-layer",
  "durable",
  "tenancy",
  "managed-instances",
  "code-signing",
  "recursion-allowed",
  "environment-denied",
  "inactive",
  "pending-addresses",
  "reserved-zero",
  "large-disk",
  "active-tracing",
  "untagged",
  "arm",
  "file-system",
  "shared-log-group-2",
  "secret-in-log",
  "weighted-alias",
  "many-versions",
  "two-foreign-layers",
  "publisher-layer",
  "sibling-layer",
  "insights-at-warn",
] as const;

export type Setting = (typeof plantedSettings)[number];

export const settingMix: readonly (readonly [Setting | "plain", number])[] = [
  ["plain", 62],
  ["json-logs", 10],
  ["json-logs-at-warn", 2],
  ["shared-log-group", 3],
  ["infrequent-access-logs", 1],
  ["short-retention", 3],
  ["secret-in-environment", 1],
  ["foreign-layer", 2],
  ["active-tracing", 8],
  ["untagged", 5],
  ["weighted-alias", 1],
  ["many-versions", 1],
  ["large-disk", 1],
];

/** How usage stories go; each stands once, the rest of the fleet is quiet about them. */
export const plantedStories = [
  "init-doubled",
  "throttle-storm",
  "recursion",
  "memory-too-big",
  "timeouts",
  "out-of-memory",
  "new-error-type",
  "idle-reservation",
  "provisioned-spillover",
  "died",
  "moved-into-vpc",
  "fan-out-growing",
] as const;

export type UsageStory = (typeof plantedStories)[number];

export const plantedNetworks = [
  "one-subnet",
  "two-zones",
  "none",
  "one-zone-twice",
  "running-out",
  "three-zones",
  "legacy",
  "none",
  "legacy-one-subnet",
] as const;

export type NetworkTemplate = (typeof plantedNetworks)[number];

export const networkMix: readonly (readonly [NetworkTemplate, number])[] = [
  ["none", 72],
  ["two-zones", 15],
  ["three-zones", 7],
  ["legacy", 3],
  ["one-subnet", 2],
  ["one-zone-twice", 1],
];
