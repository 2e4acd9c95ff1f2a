/** Aborts when this process is told to stop, by Ctrl-C, a service manager or a closed terminal. A second Ctrl-C changes nothing: stopping takes seconds. */
export function stopSignal(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => controller.abort());
  return controller.signal;
}
