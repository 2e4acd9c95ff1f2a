/** IAM policy grammar, as loosely as IAM itself takes it. */
export interface PolicyStatement {
  readonly Sid?: string;
  readonly Effect: "Allow" | "Deny";
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: string | readonly string[];
  readonly Principal?: "*" | Readonly<Record<string, string | readonly string[]>>;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | boolean | readonly string[]>>>>;
}

export interface PolicyDocument {
  readonly Version?: string;
  readonly Id?: string;
  /** One statement may stand without a list. */
  readonly Statement: PolicyStatement | readonly PolicyStatement[];
}

export function allow(Action: string | readonly string[], Resource: string | readonly string[] = "*"): PolicyStatement {
  return { Effect: "Allow", Action, Resource };
}

export function deny(Action: string | readonly string[], Resource: string | readonly string[] = "*"): PolicyStatement {
  return { Effect: "Deny", Action, Resource };
}

export function document(...Statement: PolicyStatement[]): PolicyDocument {
  return { Version: "2012-10-17", Statement };
}

/** RFC 3986, as IAM sends documents. */
export function encodeDocument(policy: PolicyDocument): string {
  return encodeURIComponent(JSON.stringify(policy)).replace(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
