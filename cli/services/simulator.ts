import { simulatorEnvironment } from "#simulator/command.ts";
import { startSimulatorProcesses } from "#simulator/processes/start-processes.ts";
import { type SimulatorOptions, startSimulator } from "#simulator/server.ts";
import { runServiceProcess, type Service } from "#worker/service-process.ts";

/** What the launcher gives as JSON: a simulator's options, with the instant as text. */
interface Words extends Omit<SimulatorOptions, "now" | "authorize"> {
  readonly now?: string;
  /** How many processes answer on the port. Default 1. */
  readonly processes?: number;
}

/** The process of the simulated AWS that the launcher starts. Its one argument is its options. */
const { now, processes = 1, ...rest }: Words = JSON.parse(process.argv[2] ?? "{}");
const options = { ...rest, ...(now === undefined ? {} : { now: new Date(now) }) };

await runServiceProcess(async (): Promise<Service> => {
  if (processes === 1) {
    const simulator = await startSimulator(options);
    return { details: { ...simulatorEnvironment(simulator) }, stop: () => simulator.close() };
  }
  const simulator = await startSimulatorProcesses(options, processes);
  // Whoever started this starts it again as a whole.
  simulator.broken.catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  });
  return {
    details: { ...simulatorEnvironment(simulator), LAMPLIGHT_SIMULATOR_PIDS: simulator.pids.join(",") },
    stop: () => simulator.close(),
  };
});
