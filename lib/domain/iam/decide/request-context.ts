/** The condition keys of a request. */
export interface RequestContext {
  /** The values of a key, whatever its case; empty where the request has no such key, null where that is not known. */
  readonly valuesOf: (key: string) => readonly string[] | null;
}

const list = (value: string | readonly string[]) => (typeof value === "string" ? [value] : value);

/** The keys that a resource's ARN tells of the request: whose it is and in which Region the call is made. */
function toldByArn(resource: string): readonly (readonly [string, readonly string[]])[] {
  const [, , , region = "", account = ""] = resource.split(":");
  return [
    ...(/^\d{12}$/.test(account) ? [["aws:resourceaccount", [account]] as const] : []),
    ...(/^[a-z]{2}(-[a-z]+)+-\d+$/.test(region) ? [["aws:requestedregion", [region]] as const] : []),
  ];
}

/**
 * What is known of a role's call: what is so of every call of a role's session (who it is; over TLS, as practically all
 * calls are; no user's name; not by an AWS service itself), what the resource's ARN tells, and what the asker says.
 *
 * @param told condition keys and their values; an empty list says that the request has no such key.
 */
export function requestContext(
  roleArn: string,
  resource: string,
  told: Readonly<Record<string, string | readonly string[]>>,
): RequestContext {
  const [, , , , account = ""] = roleArn.split(":");
  const known = new Map<string, readonly string[]>([
    ["aws:principalarn", [roleArn]],
    ["aws:principalaccount", [account]],
    ["aws:principaltype", ["AssumedRole"]],
    ["aws:securetransport", ["true"]],
    ["aws:principalisawsservice", ["false"]],
    ["aws:username", []],
    ...toldByArn(resource),
    ...Object.entries(told).map(([key, value]) => [key.toLowerCase(), list(value)] as const),
  ]);
  return { valuesOf: (key) => known.get(key.toLowerCase()) ?? null };
}
