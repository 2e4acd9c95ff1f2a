import { actionUniverse } from "#lib/domain/iam/action-universe.ts";
import { matchPattern, patternsOverlap } from "#lib/domain/iam/match-pattern.ts";
import type { PatternList, PolicyVersion } from "#lib/domain/iam/policy-document.ts";
import { type ResourceScope, resourceScope } from "#lib/domain/iam/resource-scope.ts";
import { someResourceFits } from "#lib/domain/iam/some-resource-fits.ts";
import type { AccessRequest } from "./access-decision.ts";
import { matchResolved, resolvePattern } from "./policy-variables.ts";
import { type RequestContext, requestContext } from "./request-context.ts";
import { any, not, type Truth } from "./truth.ts";

/** What AWS's list says of an action. */
interface ListedAction {
  /** As AWS spells it, with its service prefix. */
  readonly name: string;
  readonly isScopable: boolean;
}

/** A request, ready to be held against statements. */
export interface AccessTarget {
  readonly request: AccessRequest;
  /** Null where the list does not know the action, or the request names several. */
  readonly listed: ListedAction | null;
  /** The action in lower case. */
  readonly action: string;
  /** What AWS holds against `Resource`: always `*` for an action that cannot be limited to resources. */
  readonly resource: string;
  /** All resources that the request names with wildcards; null where it names one. */
  readonly scope: ResourceScope | null;
  readonly partition: string;
  readonly context: RequestContext;
}

const hasWildcard = (text: string) => /[*?]/.test(text);

function listedAction(action: string): ListedAction | null {
  const universe = actionUniverse();
  const [prefix = "", name = ""] = action.split(":");
  const service = universe.serviceByPrefix.get(prefix);
  if (service === undefined) return null;
  const index = universe.lowerNames.indexOf(name, service.start);
  if (index < 0 || index >= service.end) return null;
  return { name: `${prefix}:${universe.names[index]}`, isScopable: universe.isScopable(index) };
}

export function accessTarget(roleArn: string, request: AccessRequest): AccessTarget {
  const action = request.action.trim().toLowerCase();
  const listed = listedAction(action);
  const [, partition = "aws"] = roleArn.split(":");
  const resource = listed?.isScopable === false ? "*" : request.resource;
  const named = { mode: "only", patterns: [resource] } as const;
  const isOne = listed?.isScopable === false || !hasWildcard(resource);
  return {
    request,
    listed,
    action,
    resource,
    scope: isOne ? null : resourceScope(named, "2008-10-17", partition),
    partition,
    context: requestContext(roleArn, request.resource, request.context ?? {}),
  };
}

function matchAction(written: string, action: string): Truth {
  const pattern = written.toLowerCase();
  if (!hasWildcard(action)) return matchPattern(pattern, action) ? "yes" : "no";
  // A `?` of the pattern takes one character, which a `*` of the request need not be.
  if (matchPattern(pattern.replaceAll("?", "\0"), action)) return "yes";
  return patternsOverlap(pattern, action) ? "unknown" : "no";
}

/** Whether `Action` or `NotAction` covers the request's action. */
export function coversTargetAction({ mode, patterns }: PatternList, { action }: AccessTarget): Truth {
  const listed = any(patterns.map((pattern) => matchAction(pattern, action)));
  return mode === "only" ? listed : not(listed);
}

/** A statement's resources for this request: variables filled in, as far as they are known. */
export function targetScope(list: PatternList, version: PolicyVersion, target: AccessTarget): ResourceScope {
  const patterns = list.patterns.flatMap((written) => resolvePattern(written, version, target.context, true) ?? []);
  // Filled in already: the old version, which knows no variables, keeps the patterns as they are.
  return resourceScope({ mode: list.mode, patterns }, "2008-10-17", target.partition);
}

/** Whether the scope holds the request's resource, or all those that it names; unknown where it holds some of them. */
export function coversTargetResource(scope: ResourceScope, target: AccessTarget): Truth {
  if (target.scope !== null) {
    if (!someResourceFits([target.scope], [scope])) return "yes";
    return someResourceFits([target.scope, scope]) ? "unknown" : "no";
  }
  const listed = any(scope.patterns.map((pattern) => matchResolved(pattern, target.resource)));
  return scope.mode === "only" ? listed : not(listed);
}
