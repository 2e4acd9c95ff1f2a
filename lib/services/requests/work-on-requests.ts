import { setTimeout as sleep } from "node:timers/promises";

/** How long it waits before it looks again, unless it is woken. */
const idleMs = 2_000;

/** Works on what people have asked for and somebody has written down. */
export interface RequestWorker {
  /** Looks for requests at once: somebody has said that there are some. */
  wake(): void;
  /** Tells what is under way to end, and resolves when nothing runs any more. */
  stop(): Promise<void>;
}

export interface RequestWork<Request> {
  /** Requests that are worked on side by side in one process. */
  readonly atOnce: number;
  /** Takes the next request, or null. Does not throw: what cannot be claimed now is looked for again. */
  claim(): Promise<Request | null>;
  /** Does not throw: how a request ended is kept with it. */
  work(request: Request, stopping: AbortSignal): Promise<void>;
}

/** Begins to work on requests. Any number of processes may do so on the same store. */
export function workOnRequests<Request>({ atOnce, claim, work }: RequestWork<Request>): RequestWorker {
  const stopping = new AbortController();
  let wakeUp = new AbortController();
  const loop = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const waiting = wakeUp.signal;
      const request = await claim();
      if (request !== null) {
        await work(request, stopping.signal);
        continue;
      }
      await sleep(idleMs, undefined, { signal: AbortSignal.any([waiting, stopping.signal]) }).catch(() => undefined);
    }
  };
  const loops = Array.from({ length: atOnce }, loop);
  return {
    wake() {
      const before = wakeUp;
      wakeUp = new AbortController();
      before.abort();
    },
    async stop() {
      stopping.abort(new Error("The worker stops."));
      await Promise.all(loops);
    },
  };
}
