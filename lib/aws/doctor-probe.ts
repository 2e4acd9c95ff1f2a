import type { CallAws, SendOptions } from "./call-aws.ts";
import type { ClientTypes } from "./client-catalog.ts";
import { actionOf, type ServiceName } from "./service-name.ts";

/** Where an action is tried. */
export interface ProbePlace {
  readonly accountId: string;
  readonly region: string;
  /** `aws`, `aws-cn`, … */
  readonly partition: string;
  /** A queue that is there; null where none is known. */
  readonly queueName: string | null;
}

/** One call that shows whether an action is allowed. */
export interface Probe {
  readonly action: string;
  readonly send: (call: CallAws, place: ProbePlace) => Promise<unknown>;
  /** What "not found" leaves open, for services that may say it instead of "denied"; null where it tells enough. */
  readonly unsure?: (place: ProbePlace) => string | null;
}

/** Nothing has this name; should something, it is only read. */
export const nobody = "lamplight-permission-test";
export const nobodyId = "00000000-0000-4000-8000-000000000000";

type Send<S extends ServiceName> = (
  client: ClientTypes[S],
  options: SendOptions,
  place: ProbePlace,
) => Promise<unknown>;

/** A probe of the action that an operation needs. */
export function probe<S extends ServiceName>(service: S, operation: string, send: Send<S>): Probe {
  return {
    action: actionOf(service, operation),
    send: async (call, place) =>
      await call(service, operation, async (client, options) => await send(client, options, place)),
  };
}

/** The ARN of something of Lambda's that does not exist. */
export function nobodyArn(
  { partition, region, accountId }: ProbePlace,
  kind: "function" | "code-signing-config",
): string {
  const name = kind === "function" ? nobody : "csc-00000000000000000";
  return `arn:${partition}:lambda:${region}:${accountId}:${kind}:${name}`;
}
