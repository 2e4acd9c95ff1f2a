import { dateOrNull, numberOrNull, recordOrNull, textOrNull } from "#lib/aws/answer.ts";
import type { CollectContext } from "#lib/aws/collectors/collector.ts";
import type { ObservedVersion } from "#lib/domain/fleet/observed.ts";
import { listPages } from "./list-pages.ts";

/** A function's published versions, without `$LATEST`. */
export async function readVersions(context: CollectContext, FunctionName: string): Promise<readonly ObservedVersion[]> {
  const entries = await listPages(context, "ListVersionsByFunction", async (Marker) => {
    const answer = await context.call("lambda", "ListVersionsByFunction", (lambda, options) =>
      lambda.listVersionsByFunction({ FunctionName, Marker, MaxItems: 50 }, options),
    );
    return { items: answer.Versions, nextMarker: answer.NextMarker };
  });
  return entries
    .filter((version) => version.Version !== "$LATEST")
    .map((version) => ({
      version: textOrNull(version.Version) ?? "",
      codeSha256: textOrNull(version.CodeSha256),
      lastModified: dateOrNull(version.LastModified),
      memoryMb: numberOrNull(version.MemorySize),
      runtime: textOrNull(version.Runtime),
      snapStart: textOrNull(recordOrNull(version.SnapStart)?.ApplyOn) ?? "None",
    }));
}
