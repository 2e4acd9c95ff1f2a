import { writeFile } from "node:fs/promises";
import { fleetTruth } from "#simulator/fleet/truth.ts";
import { startSimulatorProcesses } from "./processes/start-processes.ts";
import { type Simulator, type SimulatorOptions, startSimulator } from "./server.ts";

export interface SimulateCommandOptions extends SimulatorOptions {
  /** File that what is planted is written to, in the shapes of the exports. */
  readonly truth?: string;
  /** How many processes answer on the port. Default 1. */
  readonly processes?: number;
}

/** A simulated AWS, of one process or several. */
export type RunningSimulator = Pick<Simulator, "url" | "port" | "fleet" | "close">;

/**
 * What `lamplight simulate` does: starts the simulated AWS, writes the truth if asked, and tells `print` the address and
 * the environment variables that point an AWS client at it. The caller closes the simulator when it is told to stop.
 */
export async function runSimulateCommand(
  options: SimulateCommandOptions,
  print: (line: string) => void,
): Promise<RunningSimulator> {
  const { truth, processes = 1, ...simulatorOptions } = options;
  const simulator = await (processes === 1
    ? startSimulator(simulatorOptions)
    : startSimulatorProcesses(simulatorOptions, processes));
  if (truth !== undefined) {
    try {
      await writeFile(truth, `${JSON.stringify(fleetTruth(simulator.fleet), null, 2)}\n`);
    } catch (error) {
      await simulator.close();
      throw error;
    }
  }
  for (const line of describe(simulator, truth)) {
    print(line);
  }
  return simulator;
}

export interface SimulatorEnvironment {
  readonly AWS_ENDPOINT_URL: string;
  readonly AWS_ACCESS_KEY_ID: string;
  readonly AWS_SECRET_ACCESS_KEY: string;
  readonly AWS_REGION: string;
}

/** The environment that makes any AWS client talk to the simulated AWS as its management account. */
export function simulatorEnvironment(simulator: Pick<Simulator, "url" | "fleet">): SimulatorEnvironment {
  return {
    AWS_ENDPOINT_URL: simulator.url,
    AWS_ACCESS_KEY_ID: "AKIASIMULATED0000000",
    AWS_SECRET_ACCESS_KEY: "simulated",
    AWS_REGION: simulator.fleet.options.regions[0] ?? "us-east-1",
  };
}

function describe(simulator: RunningSimulator, truth: string | undefined): string[] {
  const { accounts, regions, functions, seed } = simulator.fleet.options;
  return [
    `Simulated AWS on ${simulator.url}: ${accounts} accounts, ${regions.join(", ")}, ${functions} functions, seed ${seed}.`,
    ...(truth === undefined ? [] : [`What is planted in it: ${truth}`]),
    "Point a client at it with:",
    ...Object.entries(simulatorEnvironment(simulator)).map(([name, value]) => `  export ${name}=${value}`),
  ];
}
