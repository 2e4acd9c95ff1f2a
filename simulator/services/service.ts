import type { Fleet, FleetCell } from "#simulator/fleet/types.ts";
import type { ListCache } from "./list-cache.ts";
import type { Workbench } from "./workbench.ts";

/** One call as a service sees it: who is asked, where, and what the simulated time is. */
export interface ServiceCall {
  readonly fleet: Fleet;
  /** Account of the caller's credentials; every answer is about this account. */
  readonly accountId: string;
  readonly region: string;
  /** Empty where the account has nothing in this Region. */
  readonly cell: FleetCell;
  readonly now: Date;
  /** Name of the role whose session calls; null for long-lived keys. */
  readonly roleName: string | null;
  /** For lists that are read page by page. */
  readonly lists: ListCache;
  /** For answers that take long to compute. */
  readonly workbench: Workbench;
  /** 1, or less when a fault wants pages shorter than asked for. */
  readonly pageShare: number;
}

/** Implements one operation over the SDK's own input and output shapes; refuses by throwing `AwsError`. */
export type Operation<Input, Output> = (input: Input, call: ServiceCall) => Output | Promise<Output>;

/** The operations that a service knows, by name. What is not here answers as an unknown operation does. */
export type ServiceOperations = Readonly<Record<string, Operation<never, object>>>;
