import { dateOrNull, numberOrNull, otherOf, recordOrNull, textOrNull } from "#lib/aws/answer.ts";
import type { CollectContext } from "#lib/aws/collectors/collector.ts";
import { knownNames } from "#lib/domain/fleet/function-fields.ts";
import type { ObservedVersion } from "#lib/domain/fleet/observed.ts";
import { redactAnswer } from "#lib/domain/fleet/redact-answer.ts";
import { listPages } from "./list-pages.ts";

/** A function's published versions, without `$LATEST`. */
export async function readVersions(context: CollectContext, FunctionName: string): Promise<readonly ObservedVersion[]> {
  const entries = await listPages(context, {
    operation: "ListVersionsByFunction",
    member: "Versions",
    send: (lambda, Marker, options) => lambda.listVersionsByFunction({ FunctionName, Marker, MaxItems: 50 }, options),
  });
  return entries.filter(isPublished).map((entry) => parseVersion(entry, context.fingerprint));
}

/** Whether a configuration is that of a published version. */
export function isPublished({ Version }: Readonly<Record<string, unknown>>): boolean {
  return Version !== "$LATEST";
}

/** A published version from its configuration, as both of Lambda's lists send it. */
export function parseVersion(
  version: Readonly<Record<string, unknown>>,
  fingerprint: (value: string) => string,
): ObservedVersion {
  const { other } = otherOf(version, knownNames);
  return {
    version: textOrNull(version.Version) ?? "",
    codeSha256: textOrNull(version.CodeSha256),
    lastModified: dateOrNull(version.LastModified),
    memoryMb: numberOrNull(version.MemorySize),
    runtime: textOrNull(version.Runtime),
    snapStart: textOrNull(recordOrNull(version.SnapStart)?.ApplyOn) ?? "None",
    ...(other === undefined ? {} : { other: redactAnswer(other, fingerprint) }),
  };
}
