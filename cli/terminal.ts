import { styleText } from "node:util";
import { AppError } from "#lib/errors.ts";

/** Where a command talks to people: standard error, so that standard output holds results alone. */
export interface Terminal {
  /** A line that stays. */
  say(line: string): void;
  /** The state of something that is going on: redrawn in place on a terminal, a line per change elsewhere. */
  progress(line: string): void;
  /** Ends a progress line. */
  endProgress(): void;
}

/** The terminal of this process. */
export function createTerminal(stream: NodeJS.WriteStream = process.stderr): Terminal {
  let shown = "";
  const clear = () => {
    if (shown !== "" && stream.isTTY) stream.write("\r\u001b[K");
  };
  return {
    say: (line) => {
      clear();
      shown = "";
      stream.write(`${line}\n`);
    },
    progress: (line) => {
      if (line === shown) return;
      clear();
      shown = line;
      stream.write(stream.isTTY ? line.slice(0, Math.max(20, stream.columns - 1)) : `${line}\n`);
    },
    endProgress: () => {
      if (shown !== "" && stream.isTTY) stream.write("\n");
      shown = "";
    },
  };
}

/** One clear line for a fault, and what to do about it. Traces are for faults that are ours. */
export function describeFault(error: unknown): string {
  if (error instanceof AppError) {
    const line = error.remedy === undefined ? error.message : `${error.message} ${error.remedy}`;
    return error.code === "internal" && error.cause instanceof Error ? `${line}\n${error.cause.stack}` : line;
  }
  if (error instanceof Error) return `Unexpected fault: ${error.stack ?? error.message}`;
  return `Unexpected fault: ${String(error)}`;
}

/** A mark in front of a line of `doctor`. */
export function mark(state: "good" | "attention" | "bad"): string {
  const [sign, colour] = { good: ["✓", "green"], attention: ["!", "yellow"], bad: ["✗", "red"] }[state] as [
    string,
    "green",
  ];
  return styleText(colour, sign, { stream: process.stderr });
}
