import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Files that take the longest by far, the longest first. A name that is missing here costs time, nothing else. */
const longest = [
  "bench/benches.integration.test.ts",
  "lib/services/sync/takeover.integration.test.ts",
  "cli/commands/sync-export.integration.test.ts",
  "lib/services/export/truth.integration.test.ts",
  "lib/services/sync/sync.integration.test.ts",
  "lib/services/sync/faults.integration.test.ts",
  "lib/services/collection/read-once.integration.test.ts",
  "lib/services/sync/database-restart.integration.test.ts",
];

/** The order of test files: none that takes long is begun last, when one processor would wait for the other. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.sort((a, b) => rankOf(a) - rankOf(b));
  }
}

function rankOf({ moduleId }: TestSpecification): number {
  const at = longest.findIndex((path) => moduleId.endsWith(path));
  return at === -1 ? longest.length : at;
}
