import type { AnalyzedRole } from "./analysis.ts";
import type { ReachFindings } from "./reach-findings.ts";
import type { CompilerCache } from "./role-compiler.ts";

/** What was judged before. Keep one to judge the same roles again; let it go to free its memory. */
export interface AnalysisCache {
  readonly compiler: CompilerCache;
  /** What follows from the rights alone, by the key of the rights. */
  readonly reach: Map<string, ReachFindings>;
  /** Roles as they were judged last, by ARN. */
  readonly roles: Map<string, { readonly key: string; readonly role: AnalyzedRole }>;
}

export function createAnalysisCache(): AnalysisCache {
  return {
    compiler: { numbers: new Map(), documents: new Map(), rights: new Map() },
    reach: new Map(),
    roles: new Map(),
  };
}
