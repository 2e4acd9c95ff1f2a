/** Room for things that are under way at once, in the order of asking. */
export interface Slots {
  /** Resolves with what gives the slot back; rejects with the signal's reason while it waits. */
  take(signal: AbortSignal): Promise<() => void>;
  /** How many there are from now on; those that are taken stay taken. */
  setCount(count: number): void;
}

export function createSlots(count: number): Slots {
  let most = count;
  let taken = 0;
  const waiting = new Set<() => void>();
  const serve = (): void => {
    for (const resolve of waiting) {
      if (taken >= most) return;
      taken += 1;
      waiting.delete(resolve);
      resolve();
    }
  };
  const giveBack = (): (() => void) => {
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      taken -= 1;
      serve();
    };
  };
  return {
    async take(signal) {
      signal.throwIfAborted();
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const leave = (): void => {
        waiting.delete(resolve);
        reject(signal.reason as Error);
      };
      waiting.add(resolve);
      signal.addEventListener("abort", leave, { once: true });
      serve();
      await promise;
      signal.removeEventListener("abort", leave);
      return giveBack();
    },
    setCount(next) {
      most = next;
      serve();
    },
  };
}
