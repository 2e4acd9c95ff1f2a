import { writeSync } from "node:fs";
import { peakMb } from "./benches/setup/process-memory.ts";

/** The descriptor on which the process that started this one listens. */
const reportDescriptor = 3;

/** Loaded before a command by `--import`: at its end the command says what it took, beside its own output. */
process.on("exit", () => {
  const { user, system } = process.cpuUsage();
  writeSync(reportDescriptor, JSON.stringify({ peakMb: peakMb(process.pid), cpuSeconds: (user + system) / 1e6 }));
});
