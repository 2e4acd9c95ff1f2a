/** Tells a task that waits for AWS's answers and gets none from one that works. */
export interface StallWatch {
  /** A request was sent; the function it returns is called when that is over, however it ended. */
  sent(): () => void;
  /** Milliseconds since the last sign of life while requests are under way; 0 while none is. */
  silentMs(): number;
}

export function createStallWatch(now: () => number = () => performance.now()): StallWatch {
  let underWay = 0;
  let signAt = 0;
  return {
    sent() {
      if (underWay === 0) signAt = now();
      underWay += 1;
      return () => {
        underWay -= 1;
        signAt = now();
      };
    },
    silentMs: () => (underWay === 0 ? 0 : now() - signAt),
  };
}
