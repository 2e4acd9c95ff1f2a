/** One statement of an identity policy, ready to be pasted into its list. */
export interface PermissionStatement {
  readonly Effect: "Allow";
  readonly Action: string;
  readonly Resource: string;
}

/**
 * The policy statement that grants one action as Lamplight uses it. Its calls list, or read whatever the lists named, so
 * the resource is `*`; sts:AssumeRole alone is about one role, which `resource` names.
 */
export function statementFor(action: string, resource = "*"): PermissionStatement {
  return { Effect: "Allow", Action: action, Resource: resource };
}

/** The same as one line of JSON, as people paste it. */
export function statementText(action: string, resource = "*"): string {
  const { Effect, Action, Resource } = statementFor(action, resource);
  return `{ "Effect": "${Effect}", "Action": ${JSON.stringify(Action)}, "Resource": ${JSON.stringify(Resource)} }`;
}

/** The same over several lines, in the order in which people write it, whatever order a store kept it in. */
export function statementLines({
  Action,
  Resource,
}: {
  readonly Action: string | readonly string[];
  readonly Resource: string;
}): string {
  return JSON.stringify({ Effect: "Allow", Action, Resource }, null, 2);
}
