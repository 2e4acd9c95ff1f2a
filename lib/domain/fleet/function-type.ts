/**
 * How a function runs: invoked by events, in steps that outlive an invocation, on the customer's own instances, or as a
 * web server. A durable function on Managed Instances counts as the latter.
 */
export type FunctionType = "event" | "durable" | "managedInstances" | "web";

/** How people call the types of functions. */
export const functionTypeLabels: Readonly<Record<string, string>> = {
  event: "event function",
  durable: "durable function",
  managedInstances: "on Managed Instances",
  web: "web function",
};

/** When Lambda moves a function to a newer version of its runtime. */
export const runtimeUpdateLabels: Readonly<Record<string, string>> = {
  Auto: "automatically",
  FunctionUpdate: "when it is deployed",
  Manual: "by hand",
};
