/** Terms of art with their definitions: shown on hover and focus where the word stands, and linked to the docs. */
export const terms = {
  "claimed concurrency":
    "Everything that counts against the account's limit in a Region at a moment: reserved and provisioned concurrency in full, and what the other functions are using.",
  "unreserved concurrency":
    "What is left of the account's limit in a Region after all reservations. Functions without a reservation share it.",
  "reserved concurrency": "The part of the limit set aside for one function. It is also that function's ceiling.",
  "provisioned concurrency":
    "Execution environments that are started ahead of time and kept warm, paid for by the hour.",
  "felt cold start":
    "The delay that a caller waited for because of a cold start: init and the time before the handler ran. Starts nobody waited for are left out.",
  "cold-start rate": "Cold starts divided by the invocations whose reports were read, with that number beside it.",
  coverage: "The share of invocations whose report was read. A rate is only as good as its coverage.",
  stratum:
    "A group of functions alike in what else matters (runtime, architecture, package, memory), so that only the network differs.",
  start:
    "What happens before the handler runs: a new environment is initialised (cold) or a snapshot is restored (SnapStart).",
  init: "The phase in which Lambda starts the runtime and runs the code outside the handler. Billed for every function since 1 August 2025.",
  restore: "The phase in which a SnapStart snapshot is resumed in place of a cold init.",
  throttle: "An invocation that Lambda turned away since no concurrency was free.",
  spillover: "Invocations beyond the provisioned concurrency, which ran on ordinary environments.",
  headroom: "The limit minus the highest claimed concurrency in the time range.",
  evidence: "The statement or setting that proves a finding, as it stands in AWS.",
  finding: "One rule that fired for one resource. It is resolved only by evidence that was seen.",
  snapshot: "The state of a thing from one moment until the next change.",
  source: "Where a fact comes from: one AWS list or query, read for one account and Region.",
  estimate: "Usage times list price of the Region. It is never mixed with what was billed.",
  billed: "What AWS put on the bill, discounts included.",
  boundary: "A permissions boundary: the most that a role may do, whatever its policies say.",
  "confidence interval": "The range in which the true value lies in 95 of 100 such measurements.",
  "single AZ": "All subnets of a function lie in one Availability Zone: when it fails, the function does.",
} as const;

export type TermName = keyof typeof terms;

/** The definition's place in the documentation. */
export function termHref(name: TermName): string {
  return `/terms#${name.replaceAll(" ", "-")}`;
}
