/** The shapes of docs/formats.md, as far as the truth fills them. */
export interface TruthTrigger {
  type: "event-source-mapping" | "resource-policy" | "function-url";
  service: string;
  sourceArn: string | null;
  principal: string | null;
  qualifier: string | null;
  invocation: "synchronous" | "asynchronous" | "poll-based";
  enabled: boolean;
  retry: {
    by: "caller" | "lambda" | "queue" | "stream";
    attempts: number | null;
    maxAgeSeconds: number | null;
    failureDestinationArn: string | null;
  };
}

export interface TruthFunction {
  accountId: string;
  region: string;
  name: string;
  arn: string;
  runtime: string | null;
  architecture: string;
  memoryMb: number;
  timeoutSeconds: number;
  packageType: "Zip" | "Image";
  codeBytes: number;
  vpcId: string | null;
  roleArn: string;
  reservedConcurrency: number | null;
  lastModified: string;
  tags: Record<string, string>;
  triggers: TruthTrigger[];
  unknown: Record<string, string>;
}

export interface TruthRole {
  roleArn: string;
  accountId: string;
  name: string;
  functionArns: string[];
  policyArns: string[];
  boundaryArn: string | null;
  admin: boolean;
  wildcardServices: string[];
  severity: string | null;
  verdicts: Record<string, boolean>;
  unknown: Record<string, string>;
}

export interface TruthEvidence {
  fact: string;
  source: string;
  value: unknown;
}

export interface TruthFinding {
  rule: string;
  severity: "critical" | "high" | "medium" | "low";
  resourceArn: string;
  accountId: string;
  region: string | null;
  status: "open";
  firstSeen: null;
  lastSeen: null;
  evidence: TruthEvidence[];
}

export interface FleetTruth {
  functions: TruthFunction[];
  roles: TruthRole[];
  findings: TruthFinding[];
}

/** The same JSON with the keys of every object in ascending order: the order of everything that no table of the format lists. */
export function inKeyOrder(value: unknown): unknown {
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map(inKeyOrder);
  const entries = Object.entries(value).sort(([a], [b]) => compareText(a, b));
  return Object.fromEntries(entries.map(([key, item]) => [key, inKeyOrder(item)]));
}

/** By code units, as `<` compares. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
