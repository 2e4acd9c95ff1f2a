import type { Limiter } from "./collectors/collector.ts";

/** Lets `width` pieces of work go on at once; the rest wait in the order they came. */
export function createLimiter(width: number): Limiter {
  let free = width;
  const waiting: (() => void)[] = [];
  const enter = async (): Promise<void> => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
  };
  const leave = (): void => {
    const next = waiting.shift();
    if (next === undefined) free += 1;
    else next();
  };
  return async (work, signal) => {
    await enter();
    try {
      signal.throwIfAborted();
      return await work();
    } finally {
      leave();
    }
  };
}
