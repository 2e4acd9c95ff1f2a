import { type Command, InvalidArgumentError } from "commander";
import { InvalidInputError } from "#lib/errors.ts";
import { runSimulateCommand, type SimulateCommandOptions } from "#simulator/command.ts";
import { runServiceProcess } from "#worker/service-process.ts";

/** `lamplight simulate`: the simulated AWS alone, until Ctrl-C. */
export function configure(command: Command): void {
  command
    .option("--accounts <count>", "accounts, the management account included (6)", wholeNumber)
    .option("--regions <list>", "Regions, separated by commas", (text) => text.split(",").map((part) => part.trim()))
    .option("--functions <count>", "functions in the whole fleet (1200)", wholeNumber)
    .option("--seed <number>", "what the fleet is drawn from (1)", wholeNumber)
    .option("--port <port>", "port on loopback (any that is free)", wholeNumber)
    .option("--now <instant>", "simulated time at the start (the real time)", instant)
    .option("--clock-rate <factor>", "how fast the simulated time runs (1)", positive)
    .option("--quota-scale <factor>", "multiplies AWS's rates and divides latency (1)", positive)
    .option("--latency <ms>", "milliseconds that each answer takes (0)", wholeNumber)
    .option("--processes <count>", "processes that answer on the port (1)", wholeNumber)
    .option("--faults <list>", "faults to plant")
    .option("--truth <file>", "write what is planted to this file")
    .action(async ({ latency, ...options }: SimulateCommandOptions & { latency?: number }) => {
      await runServiceProcess(async () => {
        const simulator = await runSimulateCommand(
          { ...options, ...(latency === undefined ? {} : { latencyMs: latency }) },
          console.log,
        ).catch(refuse);
        return { details: { url: simulator.url }, stop: () => simulator.close() };
      });
    });
}

/** The simulator knows nothing of our errors; what it says of an option is meant for people. */
function refuse(error: unknown): never {
  if (error instanceof RangeError || (error instanceof Error && error.name === "FaultSyntaxError")) {
    throw new InvalidInputError(error.message, {}, { cause: error });
  }
  throw error;
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError("It is a whole number.");
  return Number(text);
}

function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0) || !Number.isFinite(value)) throw new InvalidArgumentError("It is a number above 0.");
  return value;
}

function instant(text: string): Date {
  const at = new Date(text);
  if (Number.isNaN(at.getTime())) throw new InvalidArgumentError("It is an instant such as 2026-11-21T09:00:00Z.");
  return at;
}
