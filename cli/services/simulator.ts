import { simulatorEnvironment } from "#simulator/command.ts";
import { type SimulatorOptions, startSimulator } from "#simulator/server.ts";
import { runServiceProcess } from "#worker/service-process.ts";

/** The process of the simulated AWS that the launcher starts. Its one argument is its options as JSON. */
const options: SimulatorOptions = JSON.parse(process.argv[2] ?? "{}");
await runServiceProcess(async () => {
  const simulator = await startSimulator(options);
  return { details: { ...simulatorEnvironment(simulator) }, stop: () => simulator.close() };
});
