/** Long enough to get somewhere, short enough that a small call which waits for a few turns of the loop feels nothing. */
const SLICE_MS = 8;

/**
 * Computations that get slices in turn; the others wait for a place, since all that are begun hold what they have so far: an
 * answer of 100,800 datapoints takes some 10 MB.
 */
const AT_ONCE = 8;

interface Job {
  /** True when it has ended. */
  advance(untilMs: number): boolean;
}

/**
 * Shares the one thread among computations that take long: each gets a slice in turn, and between two slices, whoever's
 * they are, the event loop answers everything else that has come in.
 */
export class Workbench {
  /** The ones that have a place first, in the order of their turns; then the ones that wait. */
  readonly #jobs: Job[] = [];
  #scheduled: NodeJS.Immediate | null = null;
  #closed = false;

  /**
   * Runs the steps of a computation, the first ones at a later turn. Each step should take well below a millisecond.
   *
   * @param isWanted asked before each slice; once it says no, the computation is given up and the answer is null
   */
  run<Result>(steps: Generator<unknown, Result>, isWanted: () => boolean = () => true): Promise<Result | null> {
    return new Promise((resolve, reject) => {
      const advance = (untilMs: number): boolean => {
        try {
          if (this.#closed || !isWanted()) {
            resolve(null);
            return true;
          }
          do {
            const step = steps.next();
            if (step.done === true) {
              resolve(step.value);
              return true;
            }
          } while (performance.now() < untilMs);
          return false;
        } catch (error) {
          reject(error);
          return true;
        }
      };
      this.#jobs.push({ advance });
      this.#schedule();
    });
  }

  /** Gives up whatever is still being computed. */
  close(): void {
    this.#closed = true;
  }

  #schedule(): void {
    if (this.#scheduled === null && this.#jobs.length > 0) {
      this.#scheduled = setImmediate(() => this.#turn());
    }
  }

  #turn(): void {
    this.#scheduled = null;
    const job = this.#jobs.shift();
    if (job !== undefined && !job.advance(performance.now() + SLICE_MS)) {
      this.#jobs.splice(AT_ONCE - 1, 0, job);
    }
    this.#schedule();
  }
}
