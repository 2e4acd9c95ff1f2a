/** What has to be closed or removed when a run ends, however it ends. */
export interface Undo {
  add(step: () => Promise<void>): void;
  /** Takes the steps in reverse order. What is opened after this is closed at once. */
  run(): Promise<void>;
}

export function createUndo(): Undo {
  const steps: (() => Promise<void>)[] = [];
  let over = false;
  const run = async (): Promise<void> => {
    over = true;
    for (let step = steps.pop(); step !== undefined; step = steps.pop()) await step();
  };
  return {
    add: (step) => {
      steps.push(step);
      if (over) void run().catch((error: unknown) => process.stderr.write(`bench: ${String(error)}\n`));
    },
    run,
  };
}
