import { type FindingRule, notApplicable, pass, unknownResult } from "#lib/domain/findings/finding.ts";
import type { FunctionSubject } from "#lib/domain/findings/subjects.ts";
import { isDeprecated, runtimeLifecycle } from "#lib/domain/runtimes/runtime-lifecycle.ts";

export const runtimeDeprecated: FindingRule<FunctionSubject> = {
  id: "runtime-deprecated",
  severity: "medium",
  title: "The runtime is deprecated",
  remedy: "Move to the runtime's successor: AWS sends no more security patches and will block updates and rollbacks.",
  evaluate: ({ function: { arn, runtime }, now }) => {
    if (runtime === null) return notApplicable("Container images bring their own runtime.");
    const lifecycle = runtimeLifecycle(runtime, now);
    const deprecated = lifecycle.entry?.deprecated ?? null;
    if (lifecycle.phase === "unlisted") return unknownResult(`The runtime ${runtime} is not in the table of runtimes.`);
    if (deprecated === null || !isDeprecated(lifecycle)) return pass;
    return { kind: "evidence", evidence: [{ fact: "runtime", source: arn, value: { runtime, deprecated } }] };
  },
};
