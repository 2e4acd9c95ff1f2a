import { createFleet } from "#simulator/fleet/fleet.ts";
import { defaultRegions } from "#simulator/server.ts";

const dayMs = 86_400_000;

/**
 * When the suite's stack was started (lib/testing/browser-setup.ts). What is planted in its fleet follows from that
 * moment, which may lie before a midnight that the suite runs over. Absent only while tests are listed.
 */
const startedAt = new Date(process.env.LAMPLIGHT_E2E_STARTED_AT ?? Date.now());

/** The fleet that the suite's stack runs on (lib/testing/stack-process.ts). */
export const stackFleet = createFleet({
  ...{ accounts: 3, functions: 120, seed: 11, regions: [...defaultRegions] },
  now: startedAt,
});

/** The UTC days, by their beginning, on which the stack's only sync may have run: that of its start, and the next. */
export const syncDays = [0, 1].map((k) => (Math.floor(startedAt.getTime() / dayMs) + k) * dayMs);
