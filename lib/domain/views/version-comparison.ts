import type { VersionSide } from "#lib/domain/concurrency/version-comparison.ts";

/** An alias with each version that it sends calls to, and what was seen of it. */
export interface AliasComparison {
  readonly alias: string;
  readonly sides: readonly {
    readonly version: string;
    /** 0 to 1. */
    readonly weight: number;
    readonly seen: VersionSide | null;
  }[];
}
