/** What has to be closed or removed when a run ends, however it ends. */
export interface Undo {
  add(step: () => Promise<void>): void;
  /**
   * Takes the steps in reverse order, all of them: one that fails keeps none of the others from being taken, and is thrown
   * at the end. What is opened after this is closed at once.
   */
  run(): Promise<void>;
}

export function createUndo(): Undo {
  const steps: (() => Promise<void>)[] = [];
  let over = false;
  const run = async (): Promise<void> => {
    over = true;
    const faults: unknown[] = [];
    for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
      await step().catch((fault: unknown) => faults.push(fault));
    }
    if (faults.length > 0) throw new AggregateError(faults, faults.map(String).join("; "));
  };
  return {
    add: (step) => {
      steps.push(step);
      if (over) void run().catch((error: unknown) => process.stderr.write(`bench: ${String(error)}\n`));
    },
    run,
  };
}
