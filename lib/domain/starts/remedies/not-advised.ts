/** What people try against cold starts and what Lamplight does not count as a remedy, with the reason. */
export const notAdvised: readonly { readonly name: string; readonly reason: string }[] = [
  {
    name: "Keep-warm pings",
    reason:
      "A timer that invokes the function keeps one environment, or a few, for as long as Lambda likes: a second caller at the same moment still waits, Lambda replaces environments all the same, and each ping is billed. Provisioned concurrency does what pings are hoped to do.",
  },
  {
    name: "More memory",
    reason:
      "Not claimed: init hardly depends on memory. Over all runtimes the median init of a small program was 121 ms at 128 MB and 120 ms at 1,024 MB (maxday/lambda-perf, 22 August 2026), since Lambda gives init its processor time whatever the setting. It shortens the handler's first run in Java and .NET, which is another figure.",
  },
];
