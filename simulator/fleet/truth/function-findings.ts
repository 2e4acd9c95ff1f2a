import { layersOf } from "#simulator/fleet/functions/layers.ts";
import type { FunctionPlan } from "#simulator/fleet/functions/plan.ts";
import { functionSubnets, isSingleZone } from "#simulator/fleet/network/subnets.ts";
import { passedDeprecation } from "#simulator/fleet/runtimes.ts";
import type { PolicyEntry } from "#simulator/fleet/triggers/trigger-plan.ts";
import { truthTriggers } from "./triggers.ts";
import { compareText, type TruthEvidence, type TruthFinding } from "./truth-types.ts";

function finding(
  plan: FunctionPlan,
  rule: string,
  severity: TruthFinding["severity"],
  evidence: TruthEvidence[],
): TruthFinding[] {
  if (evidence.length === 0) return [];
  const { account, region } = plan.cell;
  return [
    {
      rule,
      severity,
      resourceArn: plan.arn,
      accountId: account.id,
      region,
      status: "open",
      firstSeen: null,
      lastSeen: null,
      evidence,
    },
  ];
}

function sourceOf(plan: FunctionPlan, qualifier: string | null): string {
  return qualifier === null ? plan.arn : `${plan.arn}:${qualifier}`;
}

function publicStatements(plan: FunctionPlan): TruthEvidence[] {
  return plan.triggers.policy
    .filter((entry) => entry.public)
    .map(({ qualifier, statement }) => ({
      fact: "policy statement",
      source: sourceOf(plan, qualifier),
      value: statement,
    }));
}

/** Statements of the policies, those of the function itself first, that are planted to be found. */
function reachStatements(plan: FunctionPlan, mark: "foreign" | "unlimited"): TruthEvidence[] {
  return plan.triggers.policy
    .filter((entry) => entry[mark] !== null)
    .toSorted((a, b) => compareText(a.qualifier ?? "", b.qualifier ?? ""))
    .map(({ qualifier, statement }) => ({
      fact: "policy statement",
      source: sourceOf(plan, qualifier),
      value: statement,
    }));
}

/** The gravest of what is planted by one mark. */
function gravest(plan: FunctionPlan, mark: "foreign" | "unlimited"): "high" | "medium" | "low" {
  const marks = plan.triggers.policy.map((entry: PolicyEntry) => entry[mark]);
  return marks.includes("high") ? "high" : marks.includes("medium") ? "medium" : "low";
}

function foreignLayers(plan: FunctionPlan): TruthEvidence[] {
  const value = layersOf(plan)
    .filter(({ foreign }) => foreign)
    .map(({ layer }) => layer.Arn);
  return value.length === 0 ? [] : [{ fact: "layers", source: plan.arn, value }];
}

function publicUrls(plan: FunctionPlan): TruthEvidence[] {
  return plan.triggers.urls
    .filter(({ authType }) => authType === "NONE")
    .flatMap(({ qualifier }) => {
      const source = sourceOf(plan, qualifier);
      const statements = plan.triggers.policy
        .filter((entry) => entry.opensUrl && entry.qualifier === qualifier)
        .map(({ statement }) => ({ fact: "policy statement", source, value: statement }));
      return statements.length === 0
        ? []
        : [{ fact: "function URL", source, value: { authType: "NONE" } }, ...statements];
    });
}

function deprecatedRuntime(plan: FunctionPlan, now: Date): TruthEvidence[] {
  const deprecated = plan.runtime === "image" ? null : passedDeprecation(plan.runtime, now);
  return deprecated === null
    ? []
    : [{ fact: "runtime", source: plan.arn, value: { runtime: plan.runtime, deprecated } }];
}

function singleZone(plan: FunctionPlan): TruthEvidence[] {
  if (!isSingleZone(plan.network)) return [];
  const value = functionSubnets(plan.cell, plan.network)
    .map(({ id, zone }) => ({ subnetId: id, availabilityZone: zone }))
    .sort((a, b) => compareText(a.subnetId, b.subnetId));
  return [{ fact: "subnets", source: plan.arn, value }];
}

function lostEvents(plan: FunctionPlan): TruthEvidence[] {
  return truthTriggers(plan)
    .filter(
      (trigger) =>
        trigger.enabled && trigger.invocation === "asynchronous" && trigger.retry.failureDestinationArn === null,
    )
    .map((value) => ({ fact: "trigger", source: plan.arn, value }));
}

/** What is planted on one function. */
export function functionFindings(plan: FunctionPlan, now: Date): TruthFinding[] {
  return [
    ...finding(plan, "async-no-failure-destination", "medium", lostEvents(plan)),
    ...finding(plan, "function-layer-foreign", "medium", foreignLayers(plan)),
    ...finding(plan, "function-policy-foreign-account", gravest(plan, "foreign"), reachStatements(plan, "foreign")),
    ...finding(plan, "function-policy-public", "critical", publicStatements(plan)),
    ...finding(plan, "function-service-unlimited", gravest(plan, "unlimited"), reachStatements(plan, "unlimited")),
    ...finding(plan, "function-single-az", "medium", singleZone(plan)),
    ...finding(plan, "function-url-public", "high", publicUrls(plan)),
    ...finding(plan, "runtime-deprecated", "medium", deprecatedRuntime(plan, now)),
  ];
}
