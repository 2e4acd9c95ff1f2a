/** A part of Lamplight that runs until it is told to stop: the worker, the web server, the simulated AWS. */
export interface Service {
  /** What others need to know of it once it runs: its address, say. */
  readonly details?: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** What a service process tells its launcher once it runs. */
export interface ReadyMessage {
  readonly type: "ready";
  readonly details: Readonly<Record<string, string>>;
}

/**
 * Runs a service as this process: tells the launcher (if there is one) when it is ready, and stops on a signal or when
 * the launcher is gone, however that ended. Resolves when the service has stopped.
 */
export async function runServiceProcess(start: () => Promise<Service>): Promise<void> {
  const told = new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => resolve());
    process.once("disconnect", () => resolve());
  });
  const service = await start();
  const message: ReadyMessage = { type: "ready", details: service.details ?? {} };
  if (process.connected) process.send?.(message);
  await told;
  await service.stop();
  if (process.connected) process.disconnect();
}
