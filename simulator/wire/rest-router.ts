import type { OperationModel } from "./service-model.ts";

interface Route {
  readonly operation: OperationModel;
  /** A literal segment, or the name of the label that takes it. */
  readonly segments: readonly ({ literal: string } | { label: string })[];
  readonly greedy: boolean;
  readonly query: readonly (readonly [string, string])[];
}

export interface RouteMatch {
  readonly operation: OperationModel;
  readonly labels: ReadonlyMap<string, string>;
}

/** Finds a REST operation by method, URI template and the template's fixed query (`?List=ALL`). */
export function createRestRouter(
  operations: Iterable<OperationModel>,
): (method: string, path: string, query: URLSearchParams) => RouteMatch | undefined {
  const byMethod = new Map<string, Route[]>();
  for (const operation of operations) {
    if (operation.http === undefined) {
      continue;
    }
    const [method, template] = operation.http;
    const routes = byMethod.get(method) ?? [];
    routes.push(compile(operation, template));
    byMethod.set(method, routes);
  }
  for (const routes of byMethod.values()) {
    routes.sort((a, b) => b.query.length - a.query.length || literals(b) - literals(a));
  }
  return (method, path, query) => {
    const segments = split(path);
    for (const route of byMethod.get(method) ?? []) {
      const labels = match(route, segments, query);
      if (labels !== undefined) {
        return { operation: route.operation, labels };
      }
    }
    return undefined;
  };
}

function compile(operation: OperationModel, template: string): Route {
  const [path = "", search = ""] = template.split("?");
  let greedy = false;
  const segments = split(path).map((segment) => {
    const label = /^\{(.+?)(\+?)\}$/.exec(segment);
    if (label?.[1] === undefined) {
      return { literal: segment };
    }
    greedy ||= label[2] === "+";
    return { label: label[1] };
  });
  return { operation, segments, greedy, query: [...new URLSearchParams(search)] };
}

function match(route: Route, path: readonly string[], query: URLSearchParams): Map<string, string> | undefined {
  const { segments } = route;
  if (route.greedy ? path.length < segments.length : path.length !== segments.length) {
    return undefined;
  }
  const labels = new Map<string, string>();
  for (const [index, segment] of segments.entries()) {
    const last = index === segments.length - 1;
    const value = route.greedy && last ? path.slice(index).join("/") : (path[index] ?? "");
    if ("label" in segment) {
      const label = decodeLabel(value);
      if (label === undefined) {
        return undefined;
      }
      labels.set(segment.label, label);
    } else if (segment.literal !== value) {
      return undefined;
    }
  }
  return route.query.every(([key, value]) => query.get(key) === value) ? labels : undefined;
}

/** Undefined for a broken escape, which names nothing. */
function decodeLabel(value: string): string | undefined {
  try {
    return decodeURIComponent(value);
  } catch (error) {
    if (error instanceof URIError) {
      return undefined;
    }
    throw error;
  }
}

function split(path: string): string[] {
  return path.split("/").filter((segment) => segment !== "");
}

function literals(route: Route): number {
  return route.segments.filter((segment) => "literal" in segment).length;
}
