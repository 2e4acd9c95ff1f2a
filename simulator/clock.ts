/** The simulated time: starts at `start` and runs `rate` times as fast as real time. */
export class SimulatedClock {
  readonly #startMs: number;
  readonly #rate: number;
  readonly #originMs = performance.now();

  constructor(start: Date, rate: number) {
    this.#startMs = start.getTime();
    this.#rate = rate;
  }

  now(): Date {
    return new Date(this.#startMs + (performance.now() - this.#originMs) * this.#rate);
  }
}
