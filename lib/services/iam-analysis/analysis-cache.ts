import { type CompilerCache, createCompilerCache } from "#lib/domain/iam/compile-role.ts";
import type { AnalyzedRole } from "./analysis.ts";
import { type CompiledBefore, createCompiledBefore } from "./compiled-before.ts";
import type { ReachFindings } from "./reach-findings.ts";

/** What was judged before. Keep one to judge the same roles again; let it go to free its memory. */
export interface AnalysisCache {
  readonly compiler: CompilerCache;
  readonly compiled: CompiledBefore;
  /** What follows from the rights alone, by the key of the rights. */
  readonly reach: Map<string, ReachFindings>;
  /** Roles as they were judged last, by ARN. */
  readonly roles: Map<string, { readonly key: string; readonly role: AnalyzedRole }>;
}

export function createAnalysisCache(): AnalysisCache {
  return {
    compiler: createCompilerCache(),
    compiled: createCompiledBefore(),
    reach: new Map(),
    roles: new Map(),
  };
}
